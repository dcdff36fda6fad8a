"""How every test runs: no generated example is judged by the clock, which a busy machine makes slow."""

from hypothesis import HealthCheck, Phase, settings

settings.register_profile("foedus", deadline=None, suppress_health_check=[HealthCheck.too_slow])
# for `make mutants`: few examples, always the same, none made smaller
settings.register_profile(
    "mutants",
    derandomize=True,
    database=None,
    deadline=None,
    max_examples=25,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
settings.load_profile("foedus")
