"""What readers write about a claim or a treaty, and the newsletter that they sign up for."""
