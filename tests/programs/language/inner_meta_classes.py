"""Declarative classes with an inner Meta, as forms and serialisers have them."""


class Field:
    counter = 0

    def __init__(self, label=None, required=True, help_text="", validators=()):
        self.label, self.required, self.help_text = label, required, help_text
        self.validators = list(validators)
        self.counter = Field.counter
        Field.counter += 1

    def __lt__(self, other):
        return self.counter < other.counter

    def clean(self, value):
        if value in (None, ""):
            if self.required:
                raise ValidationError("this field is required")
            return None
        value = self.to_python(value)
        errors = []
        for validator in self.validators:
            try:
                validator(value)
            except ValidationError as e:
                errors.extend(e.messages)
        if errors:
            raise ValidationError(*errors)
        return value

    def to_python(self, value):
        return str(value)


class IntegerField(Field):
    def to_python(self, value):
        try:
            return int(value)
        except ValueError:
            raise ValidationError(f"{value!r} is not a whole number") from None


class ChoiceField(Field):
    def __init__(self, choices, **kwargs):
        super().__init__(**kwargs)
        self.choices = dict(choices)

    def to_python(self, value):
        if value not in self.choices:
            raise ValidationError(f"choose one of {', '.join(self.choices)}")
        return value


class ValidationError(Exception):
    def __init__(self, *messages):
        self.messages = list(messages)
        super().__init__(messages)


class Options:
    def __init__(self, meta=None):
        self.ordering = getattr(meta, "ordering", ())
        self.title = getattr(meta, "title", "Form")
        unknown = {k for k in vars(meta) if not k.startswith("_")} - {"ordering", "title"} if meta else set()
        if unknown:
            raise TypeError(f"unknown options: {', '.join(sorted(unknown))}")


class Form:
    def __init_subclass__(cls, **kwargs):
        super().__init_subclass__(**kwargs)
        cls._meta = Options(cls.__dict__.get("Meta"))
        cls.base_fields = dict(getattr(cls, "base_fields", {}))
        for name, value in list(vars(cls).items()):
            if isinstance(value, Field):
                value.label = value.label or name.replace("_", " ").capitalize()
                cls.base_fields[name] = value
        order = list(cls._meta.ordering) or [n for n, _ in sorted(cls.base_fields.items(), key=lambda kv: kv[1])]
        cls.base_fields = {n: cls.base_fields[n] for n in order}

    def __init__(self, data=None, prefix=""):
        self.data, self.prefix = data or {}, prefix
        self._errors = None

    @property
    def errors(self):
        if self._errors is None:
            self._errors, self.cleaned = {}, {}
            for name, field in self.base_fields.items():
                try:
                    value = field.clean(self.data.get(self.prefix + name))
                    if hook := getattr(self, f"clean_{name}", None):
                        value = hook(value)
                    self.cleaned[name] = value
                except ValidationError as e:
                    self._errors.setdefault(name, []).extend(e.messages)
            if not self._errors:
                try:
                    self.clean()
                except ValidationError as e:
                    self._errors["*"] = e.messages
        return self._errors

    def clean(self):
        pass

    def is_valid(self):
        return not self.errors

    def __iter__(self):
        for name, field in self.base_fields.items():
            yield f"{field.label}{'*' if field.required else ''}: {self.data.get(self.prefix + name, '')}"

    def __getitem__(self, name):
        return self.base_fields[name]

    def __str__(self):
        return "\n".join([self._meta.title, *self])


def between(low, high):
    def validate(value):
        if not low <= value <= high:
            raise ValidationError(f"{value} is not between {low} and {high}")
    return validate


class PersonForm(Form):
    name = Field(help_text="as in the passport")
    age = IntegerField(validators=[between(0, 150), lambda v: v % 2 and fail(f"{v} is odd")])

    class Meta:
        title = "Person"


def fail(text):
    raise ValidationError(text)


class SignUpForm(PersonForm):
    email_address = Field()
    plan = ChoiceField([("free", "Free"), ("pro", "Professional")], required=False)

    class Meta(PersonForm.Meta):
        ordering = ("email_address", "name", "age", "plan")

    def clean_email_address(self, value):
        if "@" not in value:
            raise ValidationError("no @ in it")
        return value.lower()

    def clean(self):
        if self.cleaned["plan"] == "pro" and self.cleaned["age"] < 18:
            raise ValidationError("pro is for adults")


for data in (
    {"name": "Ada", "age": "36", "email_address": "ADA@example.org", "plan": "pro"},
    {"age": "151", "email_address": "nowhere", "plan": "gold"},
    {"name": "Kid", "age": "12", "email_address": "k@id", "plan": "pro"},
    {"name": "X", "age": "old", "email_address": ""},
):
    form = SignUpForm(data)
    print(form.is_valid(), form.cleaned if form.is_valid() else form.errors)
print(SignUpForm({"age": 3}), list(PersonForm.base_fields), SignUpForm._meta.title, form["name"].help_text, SignUpForm.Meta.__qualname__)
print(PersonForm({"p-name": "N", "p-age": 2}, prefix="p-").is_valid())
try:
    class Bad(Form):
        class Meta:
            colour = "red"
except TypeError as e:
    print(e)
