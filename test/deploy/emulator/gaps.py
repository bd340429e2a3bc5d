"""Where ministack departs from AWS in ways that matter to this stack, each with what AWS documents."""

import json
import threading

from ministack.core import iam_actions, lambda_runtime
from ministack.core.responses import error_response_json
from ministack.services import ecr, lambda_svc
from ministack.services.cloudformation import provisioners

from api import cloudwatch_model, parameters

# Lambda reports an error under its name, which state machines retry by; ministack calls all of them Runtime.HandlerError.
# https://docs.aws.amazon.com/lambda/latest/dg/nodejs-exceptions.html
MESSAGE = "error: String(err.message || err)"
last = threading.local()
invoke, execute = lambda_runtime.Worker.invoke, lambda_svc._execute_function_warm


def noting_the_name(self, *arguments, **more):
    answer = invoke(self, *arguments, **more)
    last.name = answer.get("name")
    return answer


def giving_the_name(*arguments):
    last.name = None
    answer = execute(*arguments)
    if answer.get("error") and last.name:
        answer["body"]["errorType"] = last.name
    return answer


def name_errors():
    script = lambda_runtime._NODEJS_WORKER_SCRIPT
    if MESSAGE not in script:
        raise RuntimeError("this is another version of ministack")
    lambda_runtime._NODEJS_WORKER_SCRIPT = script.replace(MESSAGE, f"name: err.name, {MESSAGE}")
    lambda_runtime.Worker.invoke = noting_the_name
    lambda_svc._execute_function_warm = giving_the_name


# IAM asks for rights on the repository that DescribeRepositories names; ministack asks for rights on all of them.
resource_of = iam_actions.extract_resource_arn


def with_repository(service, method, path, headers, body, query, region, account):
    found = resource_of(service, method, path, headers, body, query, region, account)
    names = json.loads(body or "{}").get("repositoryNames", []) if service == "ecr" else []
    return f"arn:aws:ecr:{region}:{account}:repository/{names[0]}" if len(names) == 1 else found


# An image that is asked for and missing is an error, by which CDK knows that it has to build it; ministack gives none.
# https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_DescribeImages.html
describe_images = ecr._describe_images


def missing_images(asked):
    name, ids = asked.get("repositoryName"), asked.get("imageIds", [])
    if name in ecr._repositories and any(ecr._find_image(name, image) is None for image in ids):
        return error_response_json("ImageNotFoundException", f"The image with imageId {ids} does not exist", 400)
    return describe_images(asked)


# ministack knows alarms over one metric; here those over several are kept as they are. Neither kind sees any value.
alarm_record = provisioners._cw_metric_alarm_record


def with_mathematics(name, properties):
    metrics = properties.get("Metrics")
    if not metrics:
        return alarm_record(name, properties)
    one = {"MetricName": "mathematics", "Namespace": "spotnas"}
    asked = {key: value for key, value in properties.items() if key != "Metrics"}
    parameters(cloudwatch_model, "PutMetricAlarm", asked | {"AlarmName": name, "Metrics": metrics})
    return alarm_record(name, asked | one) | {"Metrics": metrics}


def install():
    name_errors()
    iam_actions.extract_resource_arn = with_repository
    ecr._describe_images = missing_images
    provisioners._cw_metric_alarm_record = with_mathematics
