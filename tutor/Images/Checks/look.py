"""Looks at an image from inside: which themes are there and compiled, which packages were installed from which folder.

Takes one JSON argument {"themes": [name...], "sources": [name...], "themeFolder": path, "sourceFolder": path} and prints one JSON object.
It runs in a container without network and changes nothing.
"""

import hashlib
import importlib
import importlib.metadata
import json
import os
import sys
import traceback


def theme(folder):
    """The files below a theme's static folders that tell whether it was compiled, with their sizes."""
    found = {}
    for side in ("lms", "cms"):
        styles = os.path.join(folder, side, "static", "css")
        found[side] = {
            os.path.relpath(os.path.join(place, name), folder): os.path.getsize(os.path.join(place, name))
            for place, _, names in os.walk(styles)
            for name in names
            if name.endswith(".css")
        }
    return {"exists": os.path.isdir(os.path.join(folder, "lms", "static")), "styles": found}


def blob(path):
    """A file's id as git computes it."""
    with open(path, "rb") as file:
        content = file.read()
    return hashlib.sha1(b"blob %d\0" % len(content) + content).hexdigest()


def distribution_of(folder):
    """The installed distribution whose direct_url.json names the folder (PEP 610)."""
    for found in importlib.metadata.distributions():
        origin = found.read_text("direct_url.json")
        if origin and json.loads(origin).get("url", "").rstrip("/") == "file://" + folder:
            return found
    return None


def package(folder):
    """What was installed from a folder, and whether it can be imported."""
    found = distribution_of(folder)
    if found is None:
        return {"installed": None}
    files = [file for file in found.files or [] if file.suffix == ".py"]
    tops = sorted({file.parts[0].removesuffix(".py") for file in files if not file.parts[0].startswith((".", "_"))})
    imports = {}
    for name in tops:
        try:
            importlib.import_module(name)
            imports[name] = None
        except BaseException:  # whatever an import does, it is the answer
            imports[name] = traceback.format_exc().strip().splitlines()[-1]
    return {
        "installed": "%s %s" % (found.metadata["Name"], found.version),
        "imports": imports,
        "files": {str(file): blob(found.locate_file(file)) for file in files if os.path.exists(found.locate_file(file))},
    }


def main():
    wanted = json.loads(sys.argv[1])
    answer = {
        "themes": {name: theme(os.path.join(wanted["themeFolder"], name)) for name in wanted["themes"]},
        "sources": {name: package(os.path.join(wanted["sourceFolder"], name)) for name in wanted["sources"]},
    }
    # What an imported package prints must not come between: the answer is the last line.
    sys.stdout.flush()
    print("\n" + json.dumps(answer))


main()
