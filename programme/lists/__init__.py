"""Lists of the city that change without a programmer: areas, clusters, nominations, districts, legal forms."""
