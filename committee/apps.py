from django.apps import AppConfig


class CommitteeConfig(AppConfig):
    name = "committee"
    verbose_name = "Комитет"
    desks = [
        (
            "Заседания",
            "sittings",
            "people",
            {
                "role:committee_chair",
                "role:committee_secretary",
                "role:committee_member",
                "role:working_commission",
                "role:jury_member",
                "role:contest_secretary",
                "role:protocol_editor",
                "role:auditor",
            },
        ),
    ]
