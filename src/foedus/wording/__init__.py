"""What the law finds, in English."""
