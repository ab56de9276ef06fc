"""The facts of appeals."""

from appeals.filing.cases import AppealCase
from appeals.filing.files import AppealFile
from appeals.filing.models import Appeal

__all__ = ["Appeal", "AppealCase", "AppealFile"]
