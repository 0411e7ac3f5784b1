#!/usr/bin/env python3
"""Peak memory and CPU time of batches of different parks.

    python3 benches/memory.py PROGRAM

Makes 25 and 250 parks (200 and 2,000 documents) and prints the peak of each,
their ratio (promised: at most 1.3), and the CPU time of a second, unchanged
run, of a run with one park changed, and of checking 2,500 parks.
"""

import os
import pathlib
import resource
import shutil
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[1]
SAMPLE = ROOT / "samples/湘澜经开区"
HAN = "东南西北山水林田湖海江河沙石松柏梅兰竹菊春夏秋冬云雨风雷金木火土日月星辰天地玄黄宇宙洪荒上下左右前后内外大小多少"


def name(number):
    return HAN[number // len(HAN)] + HAN[number % len(HAN)]


def province(folder, count):
    yaml = (SAMPLE / "park.yaml").read_text(encoding="utf-8")
    for number in range(count):
        park = folder / f"{number:04}"
        shutil.copytree(SAMPLE, park)
        for file in [park / "park.yaml", *park.glob("*.txt")]:
            text = file.read_text(encoding="utf-8").replace("湘澜", name(number))
            text = text.replace("4000001", f"4{number:06}").replace("xljkq", f"p{number}").replace("XLJKQ", f"P{number}")
            file.write_text(text, encoding="utf-8")


def run(*args):
    """Exit code, CPU seconds and peak megabytes of one run."""
    child = os.posix_spawn(
        args[0],
        [str(arg) for arg in args],
        os.environ,
        file_actions=[
            (os.POSIX_SPAWN_OPEN, 1, "/dev/null", os.O_WRONLY, 0),
            (os.POSIX_SPAWN_OPEN, 2, "/dev/null", os.O_WRONLY, 0),
        ],
    )
    _, status, usage = os.wait4(child, 0)
    return os.waitstatus_to_exitcode(status), usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def main():
    program = str(pathlib.Path(sys.argv[1]).resolve())
    with tempfile.TemporaryDirectory() as top:
        top = pathlib.Path(top)
        peaks = []
        for count in (25, 250):
            province(top / f"{count}", count)
            code, cpu, peak = run(program, "build", top / f"{count}", "--out", top / f"out{count}", "-q")
            print(f"{count * 8} documents: exit {code}, {cpu:.1f} s CPU, peak {peak:.0f} MB")
            peaks.append(peak)
        print(f"peak ratio {peaks[1] / peaks[0]:.2f}")
        _, cpu, _ = run(program, "build", top / "250", "--out", top / "out250", "-q")
        print(f"250 parks unchanged: {cpu:.2f} s CPU")
        park = top / "250/0007/park.yaml"
        park.write_text(park.read_text(encoding="utf-8").replace("周启明", "周启亮"), encoding="utf-8")
        _, cpu, _ = run(program, "build", top / "250", "--out", top / "out250", "-q")
        print(f"250 parks, one changed: {cpu:.2f} s CPU")
        province(top / "2500", 2500)
        _, cpu, peak = run(program, "check", top / "2500", "-q", "--format", "csv")
        print(f"2,500 parks checked: {cpu:.1f} s CPU, peak {peak:.0f} MB")


resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
main()
