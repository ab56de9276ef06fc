"""Papers: numbered, frozen, sealed, signed, published and checked; which of them the office keeps and who may read them."""
