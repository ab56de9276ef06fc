from django.apps import AppConfig


class NegotiationsConfig(AppConfig):
    name = "negotiations"
    verbose_name = "Предложения и переговоры"
    main_menu = [("Предложения", "proposals"), ("Площадки", "platforms")]
    board_title = "Предложения и переговоры"
    fronts = [
        (
            "Предложить проект",
            "Организация или ТОС приносит проект, получает номер и видит, чей сейчас ход.",
            "proposals",
            "pencil-square",
        ),
        (
            "Договориться о вкладах",
            "За столом площадки стороны вносят встречные вклады и подписывают соглашение.",
            "platforms",
            "arrow-left-right",
        ),
    ]
    pictures = [
        (
            "proposal",
            "Рассмотрение предложения",
            "Путь проекта организации от черновика до решения комитета: подача, проверка, переговоры, экспертиза, голосование.",
            "signpost-split",
            "ProposalFlow",
        ),
    ]
