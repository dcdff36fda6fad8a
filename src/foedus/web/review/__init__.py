"""Review in the browser: the queue, a claim beside its page, an agreement's repair; for people with the role.

Every change is first seen for what it does to the status, then made by a second press; both are plain forms.
"""

from __future__ import annotations

from fastapi import FastAPI

from foedus.web.base.site import Site
from foedus.web.base.users import Access
from foedus.web.review.acts import install_acts
from foedus.web.review.agreement import install_agreement
from foedus.web.review.claim import install_claim
from foedus.web.review.held import HeldQueue
from foedus.web.review.proposal import install_proposal
from foedus.web.review.queue import install_queue
from foedus.web.review.second import install_second


def install_review(app: FastAPI, site: Site) -> None:
    """Add the pages; none where nobody can log in."""
    if site.users.access is Access.OFF:
        return
    held = HeldQueue(site.display)
    install_queue(app, site, held)
    install_claim(app, site, held)
    install_agreement(app, site)
    install_acts(app, site)
    install_proposal(app, site)
    install_second(app, site)
