"""What a person or a program is shown: sentences, tables, the brief. Values in, text out."""
