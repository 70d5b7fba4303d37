"""Makes samples/libya/cairo-track.pdf: `python tests/sample_pdf.py` writes it again, byte for byte.

A hand-set PDF 1.4 of two pages: standard fonts, uncompressed text, no clock. Page furniture (a running
head and a page number) stands where reports of think tanks have it.
"""

from __future__ import annotations

import textwrap
from pathlib import Path

PATH = Path(__file__).parent.parent / "samples" / "libya" / "cairo-track.pdf"
TITLE = "One army, two commanders: the Cairo track"
NOTICE = "Sample text written for the Entente project."
HEAD = "Harbour Institute for Security Policy"

PAGES = (
    (
        TITLE,
        "Brief 12, published 9 April 2018. By Leila Sorour and Jonas Vik.",
        "For the sixth time in half a year officers from the east and the west of Libya have met in Cairo to "
        "put one army together out of two. The round of 20 to 23 March came closer than any before it. The "
        "participants agreed on the outline of a joint structure: a national security council, a supreme "
        "defence council and a general command. Who is to stand at its head they left open.",
        "Egypt is host, drafter and, in the eyes of western Libya, interested party. It has armed and "
        "financed Khalifa Haftar since he launched Operation Dignity in Benghazi in May 2014. It provided "
        "helicopters and fighter aircraft, according to successive UN panels, against an embargo that it "
        "says it respects. In February 2015, after the Islamic State had murdered twenty-one Christian "
        "workers, most of them Egyptians, its air force bombed Derna; the parliament in Tobruk had "
        "consented, the rival authorities in Tripoli condemned the raid. Egyptian jets returned to Derna "
        "in May 2017.",
        "Egyptian officials deny that they favour a person. Their committee on Libya was led by the chief "
        "of staff, Mahmoud Hegazy, until he was replaced in October 2017; his successor, Mohamed Farid "
        'Hegazy, has kept the file. Its aim, one member told us, is "an institution that we can call at '
        'night".',
    ),
    (
        "Three obstacles remain. First, Haftar refuses to serve under the Presidency Council of Fayez "
        "al-Serraj, which the agreement signed at Skhirat in December 2015 made supreme commander. He holds "
        "that the agreement lapsed two years later. Serraj's side insists that it stands until there is a "
        "constitution.",
        "Second, the officers from the west do not command the brigades of Misrata, and the brigades say "
        "so. If Haftar were to become chief of staff, a commander there warned, Misrata would leave the "
        'talks and "the front of 2014 would come back".',
        "Third, the sponsors do not agree among themselves. The United Arab Emirates built up an air base "
        "at al-Khadim, east of Benghazi, from which they support Haftar. Qatar and Turkey back his "
        "opponents, although Ankara denies that it sends them weapons. Sudan, which the east used to "
        "accuse of flying ammunition to Tripoli, now says that it wants order on its border and no "
        "Darfur rebels in Haftar's pay. A western officer who attended two rounds believes that Cairo "
        "could end the dispute over the command with one telephone call. A diplomat who observed them "
        'doubts it: "They have a client," he said, "not an employee."',
        "We expect another round before the summer. Without an answer to the first question, it may "
        "produce a fine chart and no army.",
        "The Harbour Institute is an invented institution. " + NOTICE,
    ),
)


def _escaped(line: str) -> str:
    return line.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")


def _page(paragraphs: tuple[str, ...], number: int) -> bytes:
    commands = [f"BT /F1 8 Tf 72 800 Td ({_escaped(HEAD)}) Tj ET", f"BT /F1 8 Tf 290 40 Td ({number}) Tj ET"]
    y = 760
    for paragraph in paragraphs:
        font, size = ("F2", 16) if paragraph == TITLE else ("F1", 11)
        for line in textwrap.wrap(paragraph, 84):
            commands.append(f"BT /{font} {size} Tf 72 {y} Td ({_escaped(line)}) Tj ET")
            y -= size + 4
        y -= 9
    return "\n".join(commands).encode("ascii")


def render() -> bytes:
    """The whole file."""
    first = 6
    kids = " ".join(f"{first + 2 * n} 0 R" for n in range(len(PAGES)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R /Lang (en) >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(PAGES)} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman >>",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Times-Bold >>",
        (
            f"<< /Title ({TITLE}) /Author (Leila Sorour and Jonas Vik) /Subject ({NOTICE})"
            " /CreationDate (D:20180409080000Z) >>"
        ).encode(),
    ]
    for number, paragraphs in enumerate(PAGES, 1):
        content = _page(paragraphs, number)
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842]"
            b" /Resources << /Font << /F1 3 0 R /F2 4 0 R >> >>"
            + f" /Contents {first + 2 * number - 1} 0 R >>".encode()
        )
        objects.append(f"<< /Length {len(content)} >>\nstream\n".encode() + content + b"\nendstream")
    out = b"%PDF-1.4\n"
    offsets = []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    table = "".join(f"{offset:010d} 00000 n \n" for offset in offsets)
    trailer = (
        f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R /Info 5 0 R >>\nstartxref\n{len(out)}\n%%EOF\n"
    )
    return out + f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}{trailer}".encode()


if __name__ == "__main__":
    PATH.write_bytes(render())
