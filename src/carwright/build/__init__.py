"""From figures to numbers as programs that are kept on disk between processes."""
