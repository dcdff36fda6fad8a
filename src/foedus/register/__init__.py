"""The register: what is known of the world's agreements and states before any news of them."""
