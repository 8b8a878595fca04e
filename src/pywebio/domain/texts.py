"""What the server itself says to users; the client has its own texts."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from attrs import frozen

_TRADITIONAL = frozenset({"hant", "tw", "hk", "mo"})


@frozen
class BuiltInText:
    """A text in all languages that the page knows."""

    id: str
    """What `config(texts=...)` calls it."""
    languages: Mapping[str, str]
    """The text, by the first part of a tag; `zh-hant` is traditional Chinese."""

    def in_language(self, tag: str, english: str | None = None) -> str:
        """Return it in the language of *tag*, such as `fa` or `zh-TW`.

        It is *english* in English, and where the language is not there.
        """
        language, *rest = tag.lower().split("-")
        if language == "zh" and "hans" not in rest and _TRADITIONAL.intersection(rest):
            language = "zh-hant"
        english = english or self.languages["en"]
        return english if language == "en" else self.languages.get(language, english)


INTERNAL_ERROR: Final = BuiltInText(
    "internal_error",
    MappingProxyType(
        {
            "en": "An internal error occurred in the application",
            "de": "In der Anwendung ist ein interner Fehler aufgetreten",
            "es": "Se ha producido un error interno en la aplicación",
            "fa": "خطایی داخلی در برنامه رخ داد",
            "fr": "Une erreur interne s’est produite dans l’application",
            "ja": "アプリケーションで内部エラーが発生しました",
            "pt": "Ocorreu um erro interno no aplicativo",
            "ru": "В приложении произошла внутренняя ошибка",
            "uz": "Ilovada ichki xatolik yuz berdi",
            "zh": "应用程序发生内部错误",
            "zh-hant": "應用程式發生內部錯誤",
        }
    ),
)

INVALID_INPUT: Final = BuiltInText(
    "invalid_input",
    MappingProxyType(
        {
            "en": "Your input is not valid, please check it again",
            "de": "Die Eingabe ist nicht gültig, bitte prüfen Sie sie noch einmal",
            "es": "El dato no es válido; revíselo, por favor",
            "fa": "ورودی شما معتبر نیست، لطفاً دوباره آن را بررسی کنید",
            "fr": "La saisie n’est pas valide, veuillez la vérifier",
            "ja": "入力が正しくありません。もう一度確認してください",
            "pt": "O valor não é válido; verifique-o, por favor",
            "ru": "Введены неверные данные, проверьте их ещё раз",
            "uz": "Kiritilgan ma’lumot noto‘g‘ri, uni qayta tekshiring",
            "zh": "输入无效，请检查后重新输入",
            "zh-hant": "輸入無效，請檢查後重新輸入",
        }
    ),
)

_OF_THE_CLIENT = (
    "disconnected_with_server",
    "connect_fail",
    "error_in_input",
    "file_size_exceed",
    "file_total_size_exceed",
    "submit",
    "reset",
    "cancel",
    "duplicated_pin_name",
    "browse_file",
    "duplicated_scope_name",
    "file_uploading",
    "choose_file",
    "loading",
    "close",
    "reload",
    "reconnecting",
    "reconnected",
    "session_gone",
    "connection_lost",
    "upload_refused",
    "file_unreadable",
    "file_kind_refused",
    "folder_refused",
    "session_replaced",
    "remove_file",
    "remove_choice",
    "panel_handle",
    "editor_leave_hint",
    "copy_code",
    "copied",
    "enlarge_image",
    "enlarge_named",
    "more_outputs",
    "rows_selected",
    "clear_selection",
    "cell_content",
    "unknown_part",
    "not_shown",
    "place_gone",
    "not_loaded",
    "data_table",
    "scroll_area",
    "no_results",
    "required",
    "value_missing",
    "choice_missing",
    "file_missing",
    "not_a_number",
    "bad_value",
    "bad_email",
    "bad_url",
    "bad_format",
    "too_short",
    "too_long",
    "too_small",
    "too_large",
    "not_whole",
    "off_step",
)

IDS: Final = (*_OF_THE_CLIENT, INTERNAL_ERROR.id, INVALID_INPUT.id)
"""What `config(texts=...)` can replace."""
