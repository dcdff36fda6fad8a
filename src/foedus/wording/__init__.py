"""What the law finds, in English: the only room that makes sentences of law. It computes nothing."""
