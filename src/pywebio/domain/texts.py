"""What the server itself says to users; the client has its own texts."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

INTERNAL_ERROR: Final[Mapping[str, str]] = MappingProxyType(
    {
        "en": "An internal error occurred in the application",
        "de": "In der Anwendung ist ein interner Fehler aufgetreten",
        "es": "Se ha producido un error interno en la aplicación",
        "fa": "خطایی داخلی در برنامه رخ داد",
        "fr": "Une erreur interne s’est produite dans l’application",
        "ja": "アプリケーションで内部エラーが発生しました",
        "pt": "Ocorreu um erro interno na aplicação",
        "ru": "В приложении произошла внутренняя ошибка",
        "uz": "Ilovada ichki xatolik yuz berdi",
        "zh": "应用程序发生内部错误",
        "zh-hant": "應用程式發生內部錯誤",
    }
)

INVALID_INPUT: Final[Mapping[str, str]] = MappingProxyType(
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
)

_TRADITIONAL = frozenset({"hant", "tw", "hk", "mo"})


def in_language(texts: Mapping[str, str], tag: str) -> str:
    """Return the text in the language of *tag*, such as `fa` or `zh-TW`; English if there is none."""
    language, *rest = tag.lower().split("-")
    if language == "zh" and _TRADITIONAL.intersection(rest):
        language = "zh-hant"
    return texts.get(language) or texts["en"]
