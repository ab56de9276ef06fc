"""The pages that belong to no room: the front page, the board, the journal, «Как это работает»; the look of all pages; the demo."""
