"""What can be configured, from the environment or `.env`; `.env.example` mirrors it and a test keeps it so.

Dangerous or missing values refuse the start with a sentence that says what to set.
"""

from base64 import b64decode
from enum import StrEnum
from ipaddress import ip_address
from pathlib import Path
from typing import Self

from pydantic import Field, SecretStr, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

DEMO_PII_KEYS = "demo:ZGVtby1vZmZpY2Uta2V5LW5vdC1mb3ItcmVhbC11c2U="
DEMO_INDEX_KEY = "ZGVtby1vZmZpY2UtaW5kZXgtbm90LWZvci1yZWFsLXU="
"""Keys of the demo office only: anybody can read them here, so nothing real may be kept under them."""


class TelegramMode(StrEnum):
    """How updates arrive: asked for (polling) or pushed to us (webhook)."""

    POLLING = "polling"
    WEBHOOK = "webhook"


class LogFormat(StrEnum):
    """One line of text, or one JSON object, a record."""

    TEXT = "text"
    JSON = "json"


class Settings(BaseSettings):
    """Every setting, with its default for the demo office."""

    model_config = SettingsConfigDict(env_file=".env", env_file_encoding="utf-8", extra="ignore")

    office_name: str = Field("演示县信访局", description="The office's name, as citizens read it")
    office_name_en: str = Field(
        "", description="The office's name for people who read English; empty: as above"
    )
    office_phone: str = Field(
        "0597-0000000", description="The phone number given wherever a dialogue could end"
    )
    office_address: str = Field("演示县人民路1号信访接待中心", description="Where the window is")
    office_hours: str = Field("工作日 8:00-12:00，14:30-17:30", description="When the window is open")
    region: str = Field(
        "350881", pattern=r"^\d{6}$", description="GB/T 2260 code of the office's region, six digits"
    )

    data_dir: Path = Field(Path("data"), description="Where the database and the citizens' files live")
    database_url: str = Field(
        "", description="Empty: SQLite in DATA_DIR. Or postgresql+asyncpg://user:password@host/name"
    )
    pii_keys: SecretStr = Field(
        SecretStr(""), description="Keys for identity fields, name:base64 of 32 bytes, newest first"
    )
    pii_index_key: SecretStr = Field(
        SecretStr(""), description="Key of the blind index and of query codes, base64 of 32 bytes"
    )

    web_host: str = Field("127.0.0.1", description="Address the web chat listens on")
    web_port: int = Field(8080, ge=0, le=65535, description="Port the web chat listens on")
    web_url: str = Field(
        "",
        pattern=r"^(https?://[^\s#?]+)?$",
        description="The public address of the web chat, for printed codes",
    )
    web_origins: str = Field("", description="Other origins that may embed the web chat, comma separated")
    web_proxies: int = Field(
        0, ge=0, description="How many reverse proxies of ours stand before the web chat"
    )
    demo: bool | None = Field(None, description="The demo office; empty: on when nothing real is configured")

    telegram_token: SecretStr = Field(SecretStr(""), description="The bot's token; empty: no Telegram")
    telegram_name: str = Field(
        "", pattern=r"^([A-Za-z]\w{3,31})?$", description="The bot's username without @, for printed codes"
    )
    telegram_api_base: str = Field("https://api.telegram.org", description="Any Bot API server")
    telegram_mode: TelegramMode = Field(TelegramMode.POLLING, description="polling or webhook")
    telegram_webhook_url: str = Field("", description="The public https address of the webhook")
    telegram_webhook_secret: SecretStr = Field(SecretStr(""), description="1-256 characters of A-Za-z0-9_-")

    file_limit_mb: int = Field(20, ge=1, le=50, description="The largest file taken, in MB")
    draft_days: int = Field(8, ge=8, le=30, description="Unfinished drafts are deleted after so many days")
    roots_file: Path | None = Field(
        None, description="Each day's signed root is appended to this file; best on another machine's disk"
    )
    head_signs: bool = Field(
        True, description="A unit's written answer goes out only when the unit's head has signed it"
    )
    cross_border_notice: bool = Field(
        True, description="Say in the notice that Telegram carries messages abroad"
    )
    deliver_processes: int = Field(
        1, ge=1, le=20, description="How many processes speak on Telegram; each keeps its part of the pace"
    )
    log_level: str = Field("INFO", description="DEBUG, INFO, WARNING or ERROR")
    log_format: LogFormat = Field(LogFormat.TEXT, description="text or json")

    @property
    def is_demo(self) -> bool:
        """Whether this is the demo office: asked for, or nothing real is configured."""
        if self.demo is not None:
            return self.demo
        return not (
            self.telegram_token.get_secret_value() or self.pii_keys.get_secret_value() or self.database_url
        )

    @property
    def url(self) -> str:
        """The database's URL, with the default filled in."""
        name = "demo.db" if self.is_demo else "jianjian.db"
        return self.database_url or f"sqlite+aiosqlite:///{self.data_dir / name}"

    @property
    def keys(self) -> tuple[str, str]:
        """The encryption keys and the index key; the demo office has its own, known to everybody."""
        if self.is_demo and not self.pii_keys.get_secret_value():
            return DEMO_PII_KEYS, DEMO_INDEX_KEY
        return self.pii_keys.get_secret_value(), self.pii_index_key.get_secret_value()

    @model_validator(mode="after")
    def refuse_danger(self) -> Self:
        """Refuse to start in a state that would lose data, leak it, or let anybody in."""
        problems = [sentence for sentence in self._problems() if sentence]
        if problems:
            raise ValueError("\n".join(problems))
        return self

    def _problems(self) -> list[str]:
        token = self.telegram_token.get_secret_value()
        keys, index = self.pii_keys.get_secret_value(), self.pii_index_key.get_secret_value()
        found: list[str] = []
        if self.is_demo:
            if token:
                found.append("演示模式不能接入真实渠道：请去掉 DEMO=true，或清空 TELEGRAM_TOKEN。")
            if not is_loopback(self.web_host):
                found.append("演示模式只能在本机使用：请把 WEB_HOST 设为 127.0.0.1。")
            if self.web_proxies or self.web_origins:
                found.append("演示模式不能放在代理后面或嵌入别的网页：请清空 WEB_PROXIES 和 WEB_ORIGINS。")
            return found
        if not keys:
            found.append("缺少 PII_KEYS：请运行 jianjian keys 生成，并写入 .env。")
        if not index:
            found.append("缺少 PII_INDEX_KEY：请运行 jianjian keys 生成，并写入 .env。")
        if any(is_public_key(each.rpartition(":")[2]) for each in (*keys.split(","), index) if each.strip()):
            found.append("PII_KEYS 是演示用的公开密钥，不能用于正式环境：请运行 jianjian keys 重新生成。")
        if token and self.telegram_mode is TelegramMode.WEBHOOK:
            found += self._webhook_problems()
        return found

    def _webhook_problems(self) -> list[str]:
        found = []
        if not self.telegram_webhook_secret.get_secret_value():
            found.append("webhook 模式必须设置 TELEGRAM_WEBHOOK_SECRET，否则任何人都能冒充 Telegram。")
        if not self.telegram_webhook_url.startswith("https://"):
            found.append("webhook 模式必须设置 TELEGRAM_WEBHOOK_URL，并以 https:// 开头。")
        return found


def is_public_key(secret: str) -> bool:
    """Whether everybody knows a key, under whatever name: the demo's own, or one byte repeated."""
    known = {DEMO_PII_KEYS.rpartition(":")[2], DEMO_INDEX_KEY}
    try:
        return secret.strip() in known or len(set(b64decode(secret.strip()))) == 1
    except ValueError:
        return False  # `storage.vault` says what is wrong with it


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach an address."""
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def load_settings() -> Settings:
    """The settings of this process, read from the environment and `.env`."""
    return Settings()
