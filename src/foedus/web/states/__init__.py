"""Pages of states and organisations: what binds each, the map, the network of who is bound to whom."""
