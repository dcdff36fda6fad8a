"""Who asks, by key, proxy or cookie; and the pages on which a person looks after an account."""
