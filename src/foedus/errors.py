"""The one tree of foedus's errors. A message says what is wrong, where, and what to do next.

FoedusError              any failure foedus foresees: exit code 1
|-- UsageError           the call was wrong: exit code 2
|-- MissingExtra         the packages of an extra are not installed (pip install "foedus[NAME]")
|-- InputError           a page, list or file cannot be used
|   |-- PageError        a page cannot be read (binary, empty, too large, not English, extraction failed)
|   |-- DocumentListError  a JSON Lines list is broken (line named)
|   `-- TreatyFileError  a treaty file is not in its form (field named)
|-- FetchError           a page cannot be had from the network
|   |-- AddressRefused   its address is one that is never asked (scheme, port, private network)
|   `-- Unwelcome        the server says no: robots.txt, too often, gone
|-- LetterRefused        a reader's letter is not taken in (faults, too many)
|-- ReaderError          another reader's endpoint gives nothing that can be used
|   `-- BudgetSpent      asking it once more would cost more than was allowed
|-- OutputError          a file that was asked for cannot be written to its end
|-- DateError            not an EDTF date of the levels we use
|-- NameDataError        a YAML entry of names is wrong (file and entry named)
|-- RegisterError        a register, an edition or an entry of it cannot be used (file, line or field named)
`-- LedgerError          the ledger cannot be opened, read or written
    |-- NotALedger       the file is something else
    |-- LedgerBusy       another process holds it for too long
    `-- LedgerDamaged    the chain or the schema does not hold
"""


class FoedusError(Exception):
    """A failure that foedus foresees; its text is one line for the user."""

    exit_code = 1


class UsageError(FoedusError):
    """The call itself was wrong."""

    exit_code = 2


class MissingExtra(FoedusError):
    """What was asked needs packages that come with an extra; the message says how to install it."""


class InputError(FoedusError):
    """What came in cannot be used."""


class PageError(InputError):
    """A page cannot be read as news."""


class DocumentListError(InputError):
    """A JSON Lines list of documents is broken; the message names the line."""


class TreatyFileError(InputError):
    """A treaty file is not in its form; the message names the field."""


class FetchError(FoedusError):
    """A page cannot be had from the network: `retry_after` seconds where the server names them."""

    def __init__(self, message: str, *, retry_after: float | None = None) -> None:
        super().__init__(message)
        self.retry_after = retry_after


class AddressRefused(FetchError):
    """An address that is never asked: another scheme, no host, a private or local network."""


class Unwelcome(FetchError):
    """The server does not want to be asked: robots.txt, 401, 403, 404, 410, 429, 451."""


class LetterRefused(FoedusError):
    """A reader's letter is not taken in; the message is for the reader and says why."""


class ReaderError(FoedusError):
    """Another reader's endpoint gives nothing that can be used."""


class BudgetSpent(ReaderError):
    """Asking another reader once more would cost more tokens or money than was allowed."""


class OutputError(FoedusError):
    """A file that was asked for cannot be written to its end; nothing of it is left."""


class DateError(FoedusError, ValueError):
    """Not an EDTF date of the levels foedus uses."""


class NameDataError(FoedusError):
    """An entry of the name tables is wrong; the message names file and entry."""


class RegisterError(FoedusError):
    """A register, an edition or an entry of it cannot be used; the message names file, line or field."""


class LedgerError(FoedusError):
    """The ledger cannot be opened, read or written."""


class NotALedger(LedgerError):
    """The database is something else."""


class LedgerBusy(LedgerError):
    """Another process held the ledger for longer than we wait."""


class LedgerDamaged(LedgerError):
    """The hash chain or the schema does not hold."""
