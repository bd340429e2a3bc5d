"""
AWS::Batch::* for ministack's CloudFormation, which lacks them, on top of ministack's Batch, which has them. What ministack's
Batch forgets of a request is kept, so that it describes what was deployed.
"""

from ministack.services import batch
from ministack.services.cloudformation.provisioners import _physical_name

from api import batch_model, parameters, succeeded


def name_of(arn):
    return arn.split("/")[1].split(":")[0]


def without(properties, *names):
    return {name: value for name, value in properties.items() if name not in names}


# Of an update alone: https://docs.aws.amazon.com/batch/latest/APIReference/API_UpdateComputeEnvironment.html
def create_environment(logical_id, properties, stack):
    name = _physical_name(stack, logical_id)
    resources = without(properties["ComputeResources"], "UpdateToLatestImageVersion")
    asked = without(properties, "ReplaceComputeEnvironment", "UpdatePolicy")
    asked |= {"ComputeEnvironmentName": name, "ComputeResources": resources, "Type": properties["Type"].upper()}
    succeeded(batch._create_compute_environment(parameters(batch_model, "CreateComputeEnvironment", asked)))
    return environment(name)


def environment(name):
    arn = batch._ce_arn(name)
    return arn, {"ComputeEnvironmentArn": arn}


# Fails for what cannot be updated in place.
def update_environment(arn, _old, properties, _stack):
    asked = without(properties, "ReplaceComputeEnvironment", "Type", "Tags") | {"ComputeEnvironment": arn}
    succeeded(batch._update_compute_environment(parameters(batch_model, "UpdateComputeEnvironment", asked)))
    return environment(name_of(arn))


def delete_environment(arn, _properties):
    for queue in batch._job_queues.values():
        if any(order["computeEnvironment"] == arn for order in queue["computeEnvironmentOrder"]):
            raise ValueError(f"Cannot delete, found existing JobQueue relationship: {queue['jobQueueName']}")
    del batch._compute_envs[name_of(arn)]


def create_queue(logical_id, properties, stack):
    name = _physical_name(stack, logical_id)
    asked = parameters(batch_model, "CreateJobQueue", properties | {"JobQueueName": name})
    for order in asked["computeEnvironmentOrder"]:
        if name_of(order["computeEnvironment"]) not in batch._compute_envs:
            raise ValueError(f"{order['computeEnvironment']} does not exist")
    succeeded(batch._create_job_queue(asked))
    batch._job_queues[name].update(asked)
    return queue(name)


def queue(name):
    arn = batch._jq_arn(name)
    return arn, {"JobQueueArn": arn}


def update_queue(arn, _old, properties, _stack):
    asked = parameters(batch_model, "UpdateJobQueue", without(properties, "Tags") | {"JobQueue": arn})
    batch._job_queues[name_of(arn)].update(without(asked, "jobQueue"))
    return queue(name_of(arn))


def delete_queue(arn, _properties):
    del batch._job_queues[name_of(arn)]


def create_definition(logical_id, properties, stack):
    name = _physical_name(stack, logical_id)
    asked = parameters(batch_model, "RegisterJobDefinition", properties | {"JobDefinitionName": name})
    succeeded(batch._register_job_definition(asked))
    registered = batch._job_definitions[name][-1]
    registered.update(asked)
    arn = registered["jobDefinitionArn"]
    return arn, {"JobDefinitionArn": arn}


# A job definition never changes: an update is the next revision.
def update_definition(arn, _old, properties, stack, logical_id):
    created = create_definition(logical_id, properties, stack)
    delete_definition(arn, properties)
    return created


def delete_definition(arn, _properties):
    for revision in batch._job_definitions[name_of(arn)]:
        if revision["jobDefinitionArn"] == arn:
            revision["status"] = "INACTIVE"


# Batch takes names and ARNs of environments; ministack takes names.
describe_environments = batch._describe_compute_environments


def environments_by_arn(asked):
    names = [name.split("/")[-1] for name in asked.get("computeEnvironments") or []]
    return describe_environments(asked | {"computeEnvironments": names})


batch._DISPATCH["/v1/describecomputeenvironments"] = environments_by_arn

HANDLERS = {
    "AWS::Batch::ComputeEnvironment": {
        "create": create_environment,
        "update": update_environment,
        "delete": delete_environment,
    },
    "AWS::Batch::JobQueue": {"create": create_queue, "update": update_queue, "delete": delete_queue},
    "AWS::Batch::JobDefinition": {
        "create": create_definition,
        "update": update_definition,
        "update_with_logical_id": True,
        "delete": delete_definition,
    },
}
