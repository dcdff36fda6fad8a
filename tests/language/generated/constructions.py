"""The constructions: a template each, with what a careful reader takes from it.

A template's fields:
  {A} {O}          the agent and the object; {A2} {O2} a second pair; {a} {o} the bare nouns
  {base} {past} {pp} {ing} {s}   the verb's forms
  {he} {his} {him} the agent's pronoun; {it} the object's pronoun as an object
  {who} {whom}     the relative pronoun of the agent, of the object
  {prep} {P}       the verb's preposition and what it governs
  {noun} {light} {compound} {un} {non} {partner}   see verbs.Verb

What is wanted, unless the template says otherwise: subject A, object O, asserted, no speaker, no date.
`factuality` may name two values, joined by "|", where careful readers differ. ANY: not scored.
All texts are published on Friday, 15 November 2024.
"""

from __future__ import annotations

from dataclasses import dataclass

PUBLISHED = "2024-11-15"
TUESDAY = "2024-11-12"
ANY = "*"
MAYOR = "the mayor"


@dataclass(frozen=True, slots=True)
class Construction:
    """A template, one line that says what it shows, and what is wanted of it."""

    name: str
    shows: str
    template: str
    subject: tuple[str, ...] | str = ("A",)  # fields of the template, or ANY
    object: tuple[str, ...] | str = ("O",)
    prepositional: bool = False  # whether the verb's preposition is wanted with its argument
    factuality: str = "asserted"
    speaker: str | None = None  # a phrase, the field "A", or ANY
    date: str | None = None
    except_for: tuple[str, ...] = ()  # verbs that would be unnatural here
    things_only: bool = False  # the object is no person
    stretched_only: bool = False  # the verb can be begun and finished


C = Construction
NONE: tuple[str, ...] = ()
BOTH = ("A", "A2")

# fmt: off
PLAIN = (
    C("active", "subject, verb, object, a weekday", "{A} {past} {O} on Tuesday.", date=TUESDAY),
    C("active_perfect", "a perfect is a past event", "{A} has {pp} {O}."),
    C("passive_agent", "the agent of a passive is the subject", "{O} was {pp} by {A} on Tuesday.", date=TUESDAY),
    C("passive_bare", "a passive without agent has no subject", "{O} was {pp} on Tuesday.", subject=NONE, date=TUESDAY),
    C("passive_perfect", "a passive under a perfect", "{O} has been {pp} by {A}."),
    C("passive_future", "a passive under a modal, with its day", "{O} will be {pp} by {A} on 3 May 2025.", factuality="planned", date="2025-05-03"),
    C("passive_infinitive", "'is to be' plans", "{O} is to be {pp} by {A}.", factuality="planned"),
    C("prepositional", "a further argument by its preposition", "{A} {past} {O} {prep} {P} on Tuesday.", prepositional=True, date=TUESDAY),
    C("prepositional_passive", "a further argument in a passive", "{O} was {pp} {prep} {P} by {A}.", prepositional=True),
    C("fronted_adverbial", "what stands first is not the subject", "Despite protests from the mayor, {A} quietly {past} {O}."),
    C("apposition", "an apposition is neither subject nor object", "{A}, the target of much criticism, {past} {O}."),
    C("only", "a focus particle leaves the subject", "Only {A} {past} {O}."),
    C("causative", "'had it done by': the agent is the embedded one", "The mayor had {O} {pp} by {A}.", except_for=("praise",)),
)

CLAUSES = (
    C("relative_subject", "the antecedent of a relative is the subject", "{A}, {who} {past} {O}, is well known."),
    C("relative_object", "the antecedent of a relative is the object", "{O} that {A} {past} in June is well known.", date="2024-06"),
    C("relative_zero", "a relative clause without pronoun", "{O} {A} {past} is well known."),
    C("relative_passive", "the antecedent of a passive relative is the object", "{O}, {whom} was {pp} by {A} in June, is well known.",
      date="2024-06"),
    C("relative_preposition", "the antecedent belongs to the preposition", "{P}, {prep} whom {A} {past} {O}, is well known.",
      prepositional=True, except_for=("arrest", "open", "publish", "visit", "repair", "elect", "close", "launch", "praise", "attack")),
    C("reduced_relative", "a participle after its noun", "{O} {pp} by {A} in June is well known.", date="2024-06"),
    C("participle_fronted", "a fronted participle takes the main subject", "Having {pp} {O}, {A} issued a statement."),
    C("cleft_subject", "'it was X that': X is the subject", "It was {A} that {past} {O}."),
    C("cleft_object", "'it was X that': X is the object", "It was {O} that {A} {past}."),
    C("pseudo_cleft", "'what X did was Y': Y is the object", "What {A} {past} was {O}.", things_only=True),
    C("inverted", "an inversion after 'only after'", "Only after a long debate did {A} {base} {O}."),
    C("coordinated_verbs", "two verbs share the object", "{A} {partner} and {past} {O}."),
    C("coordinated_phrases", "two verb phrases share the subject", "{A} issued a statement and {past} {O}."),
    C("coordinated_clauses", "two clauses have a subject each", "{A2} issued a statement, and {A} {past} {O}."),
    C("coordinated_subjects", "coordinated subjects are both subject", "{A} and {A2} {past} {O}.", subject=BOTH),
    C("coordinated_objects", "coordinated objects are both object", "{A} {past} {O} and {O2}.", object=("O", "O2")),
    C("because", "a reason is a fact", "Critics complained because {A} {past} {O}."),
    C("although", "a concession is a fact", "Although {A} {past} {O}, critics said nothing."),
    C("pronoun_subject", "a pronoun's antecedent in the sentence before", "{A} issued a statement on Monday. {he} {past} {O} on Tuesday.",
      date=TUESDAY),
    C("pronoun_object", "the antecedent of an object pronoun", "Crowds gathered around {O}. {A} {past} {it} on Tuesday.",
      date=TUESDAY, except_for=("launch",)),
)

CONTROL = (
    C("control_subject", "the subject of 'promised to' acts", "{A} promised to {base} {O}.", factuality="planned"),
    C("control_object", "the object of 'ordered to' acts", "The court ordered {A} to {base} {O}.", factuality="planned"),
    C("control_passive", "the subject of 'was told to' acts", "{A} was told to {base} {O}.", factuality="planned"),
    C("control_forced", "'forced to' means done", "The court forced {A} to {base} {O}."),
    C("want_object", "the object of 'wants' acts, if anyone", "The mayor wants {A} to {base} {O}.", factuality="planned"),
    C("demand_that", "what is demanded is not done", "The mayor demanded that {A} {base} {O}.", factuality="planned"),
    C("raising_seem", "'seems to have' is an opinion", "{A} seems to have {pp} {O}.", factuality="speculated"),
    C("raising_likely", "'is likely to' is an opinion", "{A} is likely to {base} {O}.", factuality="speculated|planned"),
    C("expected_to", "an expectation, with the date of what is expected", "{A} is expected to {base} {O} in May 2025.",
      factuality="planned|speculated", date="2025-05"),
    C("set_to", "'set to' plans", "{A} is set to {base} {O}.", factuality="planned"),
    C("due_to", "'due to' plans, with its day", "{A} is due to {base} {O} on 3 May 2025.", factuality="planned", date="2025-05-03"),
    C("has_yet_to", "'has yet to' is not done", "{A} has yet to {base} {O}.", factuality="denied|planned"),
    C("first_to", "'the first to' did it", "{A} was the first to {base} {O}."),
    C("tough", "the subject of 'hard to' is the object", "{O} was hard for {A} to {base}.", factuality=ANY),
    C("help_bare", "a bare infinitive after 'helped'", "The mayor helped {A} {base} {O}."),
    C("perception", "what was seen happened", "The mayor saw {A} {base} {O}."),
    C("purpose", "a purpose is not done, and belongs to the subject", "In order to {base} {O}, {A} hired two advisers.", factuality="planned"),
    C("decision_to", "a noun that governs an infinitive", "{A}'s decision to {base} {O} surprised many people.", factuality="planned"),
    C("infinitive_subject", "an infinitive as subject", "For {A} to {base} {O} would be a mistake.", factuality="conditional|speculated"),
)

NOUNS = (
    C("light_verb", "light verb and event noun are one event", "{A} {light} {O} on Tuesday.", date=TUESDAY),
    C("aspect_began", "begun is under way", "{A} began {ing} {O} on Tuesday.", date=TUESDAY, stretched_only=True),
    C("aspect_finished", "finished is done", "{A} finished {ing} {O} on Tuesday.", date=TUESDAY, stretched_only=True),
    C("noun_by", "an event noun with object and agent", "The {noun} {O} by {A} surprised many people."),
    C("noun_possessive", "a possessive is the agent where the object follows", "{A}'s {noun} {O} surprised many people."),
    C("noun_possessive_object", "a possessive is the object where the agent follows", "{O}'s {bare_noun} by {A} surprised many people.",
      except_for=("visit", "attack", "praise", "launch")),
    C("noun_compound", "a compound's first noun is the object", "The {compound} by {A} surprised many people."),
    C("noun_pronoun", "a possessive pronoun's antecedent", "{A} issued a statement after {his} {noun} {O}."),
    C("noun_date", "an event noun has a date of its own", "{A}'s {noun} {O} in June surprised many people.", date="2024-06"),
    C("noun_planned", "'planned' before the noun", "The planned {noun} {O} by {A} has drawn complaints.", factuality="planned"),
    C("noun_alleged", "'alleged' before the noun", "The alleged {noun} {O} by {A} has drawn complaints.", factuality="reported|speculated"),
    C("noun_took_place", "'took place' asserts its subject, with the day", "{A}'s {noun} {O} took place on Tuesday.",
      date=TUESDAY, except_for=("praise",)),
    C("noun_began", "'began' asserts its subject, with the day", "The {noun} {O} by {A} began on Tuesday.", date=TUESDAY, stretched_only=True),
    C("noun_cancelled", "'was cancelled' means not done", "The {noun} {O} by {A} was cancelled.",
      factuality="denied", except_for=("praise", "arrest")),
    C("noun_postponed", "'postponed until' plans for the later time", "The {noun} {O} by {A} was postponed until May 2025.",
      factuality="planned", date="2025-05", except_for=("praise",)),
    C("noun_called_for", "what is called for is not done", "The mayor called for the {noun} {O} by {A}.",
      factuality="planned", except_for=("praise",)),
    C("gerund_subject", "a gerund as subject, its agent beside it", "{ing} {O} took {A} a whole day.", except_for=("praise",)),
    C("gerund_object", "a regretted act was done by who regrets it", "{A} regretted {ing} {O}."),
    C("gerund_after", "a gerund under 'after' takes the main subject", "After {ing} {O}, {A} issued a statement."),
    C("gerund_fined", "a gerund under a preposition", "{A} was criticised for {ing} {O}."),
    C("gerund_considering", "'is considering' is not decided", "{A} is considering {ing} {O}.", factuality="speculated|planned"),
)

NEGATION = (
    C("negation", "plain negation", "{A} did not {base} {O}.", factuality="denied"),
    C("negation_passive", "negation of a passive", "{O} was not {pp} by {A}.", factuality="denied"),
    C("neither_nor", "negated subjects", "Neither {A} nor {A2} {past} {O}.", subject=BOTH, factuality="denied"),
    C("never", "'never' negates", "{A} never {past} {O}.", factuality="denied"),
    C("never_inverted", "'never' before an inversion", "Never did {A} {base} {O}.", factuality="denied"),
    C("no_longer", "a plan given up", "{A} no longer plans to {base} {O}.", factuality="denied"),
    C("not_until", "done at the time after 'until'", "{A} did not {base} {O} until June 2023.", date="2023-06"),
    C("not_until_future", "planned for the time after 'until'", "{A} will not {base} {O} until June 2025.", factuality="planned", date="2025-06"),
    C("litotes_clause", "'not surprising that' denies nothing", "It is not surprising that {A} {past} {O}."),
    C("litotes_noun", "'not unexpected' of an event noun denies nothing", "{A}'s {noun} {O} was not unexpected."),
    C("almost", "'almost' means not done", "{A} almost {past} {O}.", factuality="denied"),
    C("without", "'without doing' means not done", "{A} issued a statement without {ing} {O}.", factuality="denied"),
    C("instead_of", "'instead of doing' means not done", "Instead of {ing} {O}, {A} issued a statement.", factuality="denied"),
    C("un_prefix", "'remains un-' means not done", "{O} remains {un}.", subject=NONE, factuality="denied", except_for=("elect",)),
    C("un_prefix_attributive", "'the un-' before its noun", "The {un} {o} is well known.", subject=NONE, factuality="denied"),
    C("non_prefix", "'non-' before the event noun", "The {non} {O} by {A} surprised many people.", factuality="denied"),
)

SIGNATURES = (
    C("managed", "'managed to' means done", "{A} managed to {base} {O}."),
    C("managed_not", "'did not manage to' means not done", "{A} did not manage to {base} {O}.", factuality="denied"),
    C("succeeded", "'succeeded in' means done", "{A} succeeded in {ing} {O}."),
    C("failed", "'failed to' means not done", "{A} failed to {base} {O}.", factuality="denied"),
    C("failed_not", "'did not fail to' means done", "{A} did not fail to {base} {O}."),
    C("failure_noun", "'failure to' means not done", "{A}'s failure to {base} {O} surprised many people.", factuality="denied"),
    C("refused", "'refused to' means not done", "{A} refused to {base} {O}.", factuality="denied"),
    C("forgot", "'forgot to' means not done", "{A} forgot to {base} {O}.", factuality="denied"),
    C("prevented", "the object of 'prevented from' does not act", "The court prevented {A} from {ing} {O}.", factuality="denied"),
    C("avoided", "'avoided doing' means not done", "{A} avoided {ing} {O}.", factuality="denied"),
    C("attempt", "tried is neither done nor denied", "{A} tried to {base} {O}.", factuality="speculated|planned"),
    C("factive_know", "what is known is a fact", "The mayor knows that {A} {past} {O}.", speaker=ANY),
    C("factive_forgot", "a forgotten fact is a fact", "The mayor forgot that {A} {past} {O}.", speaker=ANY),
    C("factive_not", "a fact stays one under negation", "The mayor did not know that {A} {past} {O}.", speaker=ANY),
    C("fact_that", "'the fact that'", "The fact that {A} {past} {O} surprised many people."),
    C("pretended", "pretended is not done", "{A} pretended to have {pp} {O}.", factuality="denied"),
)

MODALITY = (
    C("will", "a future with its day", "{A} will {base} {O} on 3 May 2025.", factuality="planned", date="2025-05-03"),
    C("may", "a possibility", "{A} may {base} {O}.", factuality="speculated"),
    C("should", "advice is not done", "{A} should {base} {O}.", factuality="planned|speculated"),
    C("should_have", "advice too late: not done", "{A} should have {pp} {O}.", factuality="denied|conditional"),
    C("possibly", "an adverb of doubt", "{A} possibly {past} {O}.", factuality="speculated"),
    C("perhaps", "an adverb of doubt at the front", "Perhaps {A} {past} {O}.", factuality="speculated"),
    C("reportedly", "hearsay", "{A} reportedly {past} {O}.", factuality="reported", speaker=ANY),
    C("if", "a condition", "If {A} {s} {O}, critics will complain.", factuality="conditional"),
    C("if_consequence", "what hangs on a condition", "{A} will {base} {O} if the court agrees.", factuality="conditional"),
    C("if_counterfactual", "a condition that was not met", "If {A} had {pp} {O}, critics would have complained.", factuality="conditional|denied"),
    C("unless", "a plan with an exception", "{A} will {base} {O} unless the court objects.", factuality="conditional|planned"),
    C("once_future", "'once' presupposes nothing done", "Once {A} {s} {O}, critics will complain.", factuality="conditional|planned"),
    C("as_soon_as_future", "'as soon as' presupposes nothing done", "As soon as {A} {s} {O}, critics will complain.",
      factuality="conditional|planned"),
    C("when_future", "'when' of the future presupposes nothing done", "When {A} {s} {O}, critics will complain.", factuality="planned|conditional"),
    C("when_past", "'when' of the past is a fact with its date", "When {A} {past} {O} in June, critics complained.", date="2024-06"),
    C("after_past", "'after' is a fact", "The mayor resigned after {A} {past} {O}."),
    C("before_future", "'before' of the future is not done", "The mayor will resign before {A} {s} {O}.",
      factuality="planned|conditional|speculated"),
    C("since", "'since' is a fact with its date", "Critics have complained since {A} {past} {O} in June.", date="2024-06"),
    C("until_past", "'until' of the past is a fact", "Critics complained until {A} {past} {O}."),
    C("rule_any", "a rule tells no event", "Any {a} that {s} {O} must pay a fee.", subject=("a",), factuality="conditional"),
    C("rule_whoever", "a rule for anyone tells no event", "Anyone who {s} {O} must pay a fee.", subject=ANY, factuality="conditional"),
    C("question_yes_no", "a question asserts nothing", "Did {A} {base} {O}?", factuality="speculated|conditional"),
    C("question_why", "a question about a fact", "Why did {A} {base} {O}?"),
    C("question_when", "a question about a plan", "When will {A} {base} {O}?", factuality="planned|speculated"),
    C("whether", "an open question inside", "It is unclear whether {A} {past} {O}.", factuality="speculated|conditional"),
)

SPEECH = (
    C("direct_speech", "quoted, speaker after", '"{A} {past} {O} on Tuesday," the mayor said.', factuality="reported", speaker=MAYOR, date=TUESDAY),
    C("direct_speech_after", "quoted, speaker before", 'The mayor said: "{A} {past} {O} on Tuesday."',
      factuality="reported", speaker=MAYOR, date=TUESDAY),
    C("direct_speech_inverted", "verb before speaker", '"{A} {past} {O}," said the mayor.', factuality="reported", speaker=MAYOR),
    C("indirect_speech", "the day of the saying is not the event's", "The mayor said on Thursday that {A} had {pp} {O} on Tuesday.",
      factuality="reported", speaker=MAYOR, date=TUESDAY),
    C("indirect_speech_bare", "without 'that'", "The mayor said {A} had {pp} {O}.", factuality="reported", speaker=MAYOR),
    C("indirect_speech_after", "speaker after", "{A} had {pp} {O} on Tuesday, the mayor said.", factuality="reported", speaker=MAYOR, date=TUESDAY),
    C("indirect_speech_plan", "a plan said is a plan", "The mayor said that {A} would {base} {O} in May 2025.",
      factuality="planned", speaker=MAYOR, date="2025-05"),
    C("announced_plan", "the subject announces its own plan", "{A} announced on Tuesday that {he} would {base} {O} in May 2025.",
      factuality="planned", speaker="A", date="2025-05"),
    C("according_front", "'according to' before", "According to the mayor, {A} {past} {O}.", factuality="reported", speaker=MAYOR),
    C("according_after", "'according to' after", "{A} {past} {O}, according to the mayor.", factuality="reported", speaker=MAYOR),
    C("speech_pronoun", "the speaker is a pronoun", 'The mayor spoke to reporters on Thursday. "{A} {past} {O}," she said.',
      factuality="reported", speaker=MAYOR),
    C("speech_continued", "the quotation goes on in the next sentence", '"It was a hard year," the mayor said. "{A} {past} {O}."',
      factuality="reported", speaker=MAYOR),
    C("speech_nested", "the innermost speaker", "The newspaper reported that the mayor had said that {A} had {pp} {O}.",
      factuality="reported", speaker=MAYOR),
    C("speech_denied", "a denial is the speaker's", "The mayor denied that {A} had {pp} {O}.", factuality="denied", speaker=MAYOR),
    C("report_denied", "a report denied", "The mayor denied reports that {A} had {pp} {O}.", factuality="denied", speaker=MAYOR),
    C("gerund_denied", "the subject denies its own act", "{A} denied {ing} {O}.", factuality="denied", speaker="A"),
    C("doubted", "a doubt", "The mayor doubts that {A} {past} {O}.", factuality="speculated|denied", speaker=ANY),
    C("believed", "an opinion about what comes", "The mayor believes that {A} will {base} {O}.", factuality="speculated|planned", speaker=ANY),
    C("rumour", "the day is the rumour's", "Rumours that {A} had {pp} {O} spread on Tuesday.", factuality="reported|speculated", speaker=ANY),
    C("accused", "an accusation is reported", "The mayor accused {A} of {ing} {O}.", factuality="reported", speaker=MAYOR),
)

DATES = (
    C("date_front", "a date first", "In June 2023, {A} {past} {O}.", date="2023-06"),
    C("date_inside", "a date between subject and verb", "{A} on Tuesday {past} {O}.", date=TUESDAY),
    C("date_after", "a full date last", "{A} {past} {O} on 7 March 2022.", date="2022-03-07"),
    C("date_of_other_clause", "another clause's date", "The mayor, who took office in May 2020, said that {A} {past} {O} in June 2023.",
      factuality="reported", speaker=MAYOR, date="2023-06"),
    C("date_of_other_subject", "a coordinate clause's date is not shared", "The mayor resigned in May 2020, and {A} {past} {O}."),
    C("two_dates_first", "two events, each its date: the first", "{A} {past} {O} in June 2023, and {A2} {past} {O2} in May 2024.", date="2023-06"),
    C("two_dates_second", "two events, each its date: the second", "{A} {past} {O} in June 2023, and {A2} {past} {O2} in May 2024.",
      subject=("A2",), object=("O2",), date="2024-05"),
)
# fmt: on

CONSTRUCTIONS = (*PLAIN, *CLAUSES, *CONTROL, *NOUNS, *NEGATION, *SIGNATURES, *MODALITY, *SPEECH, *DATES)
