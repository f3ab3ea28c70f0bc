"""Makes CSS of the themes' Sass: variables and // comments, which is all that a rehearsal's themes use. @error fails, as in Sass."""
import pathlib
import re
import sys


def compile_text(text, file):
    variables, lines = {}, []
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip().startswith("@error"):
            sys.exit(f"Error: {line.strip()[len('@error'):].strip()}\n  on line {number} of {file}")
        line = re.sub(r"(^|\s)//.*", "", line)
        variable = re.match(r"\s*\$([\w-]+)\s*:\s*(.*?);", line)
        if variable:
            variables[variable.group(1)] = variable.group(2)
        elif line.strip():
            lines.append(re.sub(r"\$([\w-]+)", lambda match: variables[match.group(1)], line))
    return "\n".join(lines) + "\n"


def main(themes):
    for sass in sorted(themes.glob("*/*/static/sass")):
        css = sass.parent / "css"
        for file in sorted(sass.glob("*.scss")):
            if not file.name.startswith("_"):
                css.mkdir(exist_ok=True)
                (css / f"{file.stem}.css").write_text(compile_text(file.read_text(encoding="utf-8"), file), encoding="utf-8")
                print(f"compiled {file}")


main(pathlib.Path(sys.argv[1]))
