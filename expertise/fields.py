"""Fields the forms of this room share."""

from django import forms


def text_field(
    label: str, rows: int = 4, help_text: str = "", required: bool = True, most: int = 10000
) -> forms.CharField:
    """A text of several lines, of at most `most` characters, that is asked for by its label."""
    return forms.CharField(
        label=label,
        help_text=help_text,
        widget=forms.Textarea(attrs={"rows": rows}),
        required=required,
        max_length=most,
        error_messages={"required": f"Заполните: {label.lower()}."},
    )
