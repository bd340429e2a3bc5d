"""
Batch jobs for ministack, whose own succeed at once without having run, and whose Step Functions knows none. Here a job
waits for a machine until the file `machines` is there, then runs the trainer as a process, with the rights of its role.
"""

import json
import time
from contextvars import ContextVar
from pathlib import Path
from tempfile import gettempdir

from ministack.core.iam_evaluator import EvalContext, _gather_role_policies, evaluate
from ministack.core.responses import get_account_id, get_region
from ministack.services import batch, stepfunctions

from api import batch_model, parameters, succeeded
from batch_resources import name_of
from trainer import start_trainer

ENDED = ("SUCCEEDED", "FAILED")
machines = Path(gettempdir(), "machines")
processes = {}
submit_at_once = batch._submit_job


def refused(message):
    return batch.error_response_json("ClientException", message, 400)


def definition_of(arn):
    return next((known for known in batch._job_definitions.get(name_of(arn), []) if known["jobDefinitionArn"] == arn), None)


def submit(asked):
    definition = definition_of(asked["jobDefinition"])
    if name_of(asked["jobQueue"]) not in batch._job_queues or not definition:
        return refused("there is no such queue or definition")
    answer = submit_at_once(asked)
    job = batch._jobs[json.loads(answer[2])["jobId"]]
    del job["startedAt"], job["stoppedAt"]
    properties = definition["containerProperties"]
    own = asked.get("containerOverrides", {}).get("environment", [])
    environment = {pair["name"]: pair for pair in properties["environment"] + own}
    container = {name: properties[name] for name in ("image", "jobRoleArn")} | {"environment": [*environment.values()]}
    job.update(status="RUNNABLE", statusReason="no machine yet", attempts=[], container=container)
    return answer


def terminate(asked):
    job = batch._jobs.get(asked["jobId"])
    if job and job["status"] not in ENDED:
        if job["jobId"] in processes:
            processes[job["jobId"]].terminate()
        end(job, "FAILED", asked["reason"])
    return batch._json(200, {})


def end(job, status, reason):
    job.update(status=status, statusReason=reason, stoppedAt=batch._now_ms())


# One attempt: what Batch does about others is in test/conformance.
def go_on(job):
    process = processes.get(job["jobId"])
    if not process and machines.exists():
        processes[job["jobId"]] = start_trainer(job)
        job.update(status="RUNNING", startedAt=batch._now_ms())
    elif process and process.poll() is not None:
        job["container"]["exitCode"] = process.returncode
        end(job, "FAILED" if process.returncode else "SUCCEEDED", "Essential container in task exited")


execution = ContextVar("execution")
run_execution = stepfunctions._run_execution


def remembering(arn):
    execution.set(arn)
    run_execution(arn)


# With the rights of the state machine's role alone; ministack asks for none inside Step Functions.
def allowed(action, resource):
    machine = stepfunctions._state_machines[stepfunctions._executions[execution.get()]["stateMachineArn"]]
    role = machine["roleArn"]
    asked = EvalContext(role, "AssumedRole", get_account_id(), action, resource, get_region())
    if evaluate(asked, _gather_role_policies(role.split("/")[-1], get_account_id())).decision != "Allow":
        message = f"User: {role} is not authorized to perform: {action} on resource: {resource}"
        raise stepfunctions._ExecutionError("Batch.AWSBatchException", message)


# https://docs.aws.amazon.com/step-functions/latest/dg/connect-batch.html
def run_job(_resource, given):
    asked = parameters(batch_model, "SubmitJob", given)
    for resource in (asked["jobQueue"], asked["jobDefinition"]):
        allowed("batch:SubmitJob", resource)
    allowed("batch:DescribeJobs", "*")
    job = batch._jobs[json.loads(succeeded(submit(asked))[2])["jobId"]]
    while job["status"] not in ENDED:
        if stepfunctions._executions[execution.get()]["status"] != "RUNNING":
            allowed("batch:TerminateJob", job["jobArn"])
            terminate({"jobId": job["jobId"], "reason": "Terminated by Step Functions"})
        else:
            go_on(job)
        time.sleep(0.1)
    if job["status"] == "FAILED":
        raise stepfunctions._ExecutionError("States.TaskFailed", json.dumps(job))
    return job


def install():
    batch._submit_job = submit
    batch._DISPATCH["/v1/submitjob"] = submit
    batch._DISPATCH["/v1/terminatejob"] = terminate
    stepfunctions._run_execution = remembering
    stepfunctions._SERVICE_DISPATCH["arn:aws:states:::batch:submitJob"] = run_job
