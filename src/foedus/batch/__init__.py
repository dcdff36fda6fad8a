"""Large collections read in shards: each written whole or not at all, the same whatever is killed meanwhile.

`shards` cuts the lists, `work` reads one shard, `manifest` tells what is done, `run` has an engine do the
rest: a pool of processes on one machine, or tasks of Ray on several.
"""
