"""The programme in editions: how one is drawn up, approved and superseded (programme 8.1, «Редакция программы»)."""
