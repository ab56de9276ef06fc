"""The facts of the room, gathered."""

__all__: list[str] = []
