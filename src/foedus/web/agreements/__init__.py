"""The pages of one agreement: treaty page, parties, claims, timeline, files to take along, parts to embed."""
