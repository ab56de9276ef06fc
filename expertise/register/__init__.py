"""The register of experts: admission, exclusion, ties with organisations."""
