"""Empty packages in place of PyPI's: those that patches pin, and those that REHEARSED_TUTOR_PACKAGES="name==version …" names."""
import os
import re
import zipfile

_PIN = re.compile(r"\binstall\s+['\"]?([A-Za-z0-9][\w.-]*)==([\w.]+)")
# The same bytes every time, so that the build folder is known by its content.
_TIME = (2026, 1, 1, 0, 0, 0)


def write(folder, patches):
    """Wheels, each with a module that only says its version; pip finds them by PIP_FIND_LINKS."""
    folder.mkdir(parents=True, exist_ok=True)
    named = [item.split("==", 1) for item in os.environ.get("REHEARSED_TUTOR_PACKAGES", "").split()]
    for name, version in [*_PIN.findall(patches), *named]:
        module = re.sub(r"[-_.]+", "_", name).lower()
        info = f"{module}-{version}.dist-info"
        with zipfile.ZipFile(folder / f"{module}-{version}-py3-none-any.whl", "w") as wheel:
            for file, text in {
                f"{module}/__init__.py": f"__version__ = '{version}'\n",
                f"{info}/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n",
                f"{info}/WHEEL": "Wheel-Version: 1.0\nGenerator: rehearsal\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
                f"{info}/RECORD": f"{module}/__init__.py,,\n{info}/METADATA,,\n{info}/WHEEL,,\n{info}/RECORD,,\n",
            }.items():
                wheel.writestr(zipfile.ZipInfo(file, _TIME), text)
