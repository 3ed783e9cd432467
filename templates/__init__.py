"""The templates, the style and the script of the HTML report, and nothing else."""
