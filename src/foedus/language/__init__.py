"""General English: a text's trees, propositions, factuality, speakers and dates. Knows no treaty."""
