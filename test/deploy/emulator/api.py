"""Properties of a CloudFormation template as the parameters of an API call, held against AWS's own model of that API."""

from botocore.session import get_session
from botocore.validate import ParamValidator

batch_model = get_session().get_service_model("batch")
budgets_model = get_session().get_service_model("budgets")
cloudwatch_model = get_session().get_service_model("cloudwatch")


def parameters(model, operation, properties):
    """Raises ValueError for what the API does not take, as CloudFormation would fail then."""
    shape = model.operation_model(operation).input_shape
    cased = in_case_of(shape, properties, operation)
    report = ParamValidator().validate(cased, shape)
    if report.has_errors():
        raise ValueError(f"{operation}: {report.generate_report()}")
    return cased


def in_case_of(shape, value, path):
    """CloudFormation writes MaxvCpus, 64 and "64" where the API has maxvCpus and the number."""
    if shape.type_name == "structure":
        names = {name.lower(): name for name in shape.members}
        unknown = [key for key in value if key.lower() not in names]
        if unknown:
            raise ValueError(f"{path} has no {', '.join(unknown)}")
        pairs = ((names[key.lower()], part) for key, part in value.items())
        return {name: in_case_of(shape.members[name], part, f"{path}.{name}") for name, part in pairs}
    if shape.type_name == "list":
        return [in_case_of(shape.member, part, path) for part in value]
    if shape.type_name == "string":
        return value if isinstance(value, str) else str(value)
    return {"integer": int, "long": int, "double": float}.get(shape.type_name, lambda same: same)(value)


def succeeded(answer):
    """What a service of ministack answers; its errors become CloudFormation's."""
    status, _, body = answer
    if status >= 400:
        raise ValueError(body.decode())
    return answer
