"""The PowerShell that runs on Windows and Exchange servers, and the grammar of the rows it prints.

`assemble` makes the text of a script, `rows` says what each row holds, `reading` reads what a script printed.
Nothing here connects to anything.
"""
