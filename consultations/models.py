"""The facts of the room, gathered."""

from consultations.messages.cases import MessageCase
from consultations.messages.models import Answer, Message
from consultations.messages.photos import MessagePhoto
from consultations.topics.cases import TopicCase
from consultations.topics.models import Subscription, Topic

__all__ = ["Answer", "Message", "MessageCase", "MessagePhoto", "Subscription", "Topic", "TopicCase"]
