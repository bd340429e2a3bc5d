"""
moto_server, its Step Functions interpreter mended where moto 5.2.5 departs from what AWS documents. Everything else of the
interpreter is moto's own: parsing, flow, paths, intrinsic functions, retries, catches, time-outs, maps.
"""

import json
import re
import time
from types import SimpleNamespace

from botocore.exceptions import ClientError
from botocore.session import get_session
from moto.server import main
from moto.stepfunctions.parser.api import HistoryEventType
from moto.stepfunctions.parser.asl.component.common.error_name.custom_error_name import CustomErrorName
from moto.stepfunctions.parser.asl.component.common.error_name.failure_event import FailureEvent, FailureEventException
from moto.stepfunctions.parser.asl.component.common.error_name.states_error_name import StatesErrorName
from moto.stepfunctions.parser.asl.component.common.error_name.states_error_name_type import StatesErrorNameType
from moto.stepfunctions.parser.asl.component.common.retry import retrier_decl
from moto.stepfunctions.parser.asl.component.state.exec.state_map.iteration.itemprocessor import (
    distributed_item_processor_worker as distributed,
)
from moto.stepfunctions.parser.asl.component.state.exec.state_task import state_task_lambda
from moto.stepfunctions.parser.asl.component.state.exec.state_task.service import (
    state_task_service as service,
    state_task_service_batch as batch,
    state_task_service_callback as callback,
)
from moto.stepfunctions.parser.asl.eval.event.event_detail import EventDetails
from moto.stepfunctions.parser.asl.eval.program_state import ProgramError
from moto.stepfunctions.parser.asl.utils import json_path

session = get_session()


def operation(task, service_name, action):
    model = session.get_service_model(task._get_boto_service_name(service_name))
    wanted = (action or task.resource.api_action).replace("_", "").lower()
    return model.operation_model(next(name for name in model.operation_names if name.lower() == wanted))


# Step Functions names parameters and results in PascalCase; Batch and Step Functions name them in camelCase. moto passes
# them on as they are, and botocore refuses them. Dates become text: moto cannot describe an execution that ends with one.
# https://docs.aws.amazon.com/step-functions/latest/dg/supported-services-awssdk.html
def normalise_parameters(self, parameters, boto_service_name=None, service_action_name=None):
    shape = operation(self, boto_service_name, service_action_name).input_shape
    if shape:
        self._to_boto_request(parameters, shape)


def normalise_response(self, response, boto_service_name=None, service_action_name=None):
    shape = operation(self, boto_service_name, service_action_name).output_shape
    if shape:
        self._from_boto_response(response, shape)
        response.update(json.loads(json.dumps(response, default=str)))


service.StateTaskService._normalise_parameters = normalise_parameters
service.StateTaskService._normalise_response = normalise_response

# A path that can only lead to one value gives that value. moto gives a list of one for `$.work[0].name`.
# https://docs.aws.amazon.com/step-functions/latest/dg/amazon-states-language-paths.html
json_path._is_singleton_array_access = lambda path: not re.search(r"\.\.|\*|\?|\[[^\]'\"]*[:,]", path)

# The cause of a failed job is its description as JSON without spaces, keys in order; definitions match text in it.
batch.to_json_str = lambda value: json.dumps(value, default=str, separators=(",", ":"), sort_keys=True)

# moto asks after a job twice a second, and waits before it tries again as long as the definition says: too long for tests.
callback._DELAY_SECONDS_SYNC_CONDITION_CHECK = 0.1
retrier_decl.time = SimpleNamespace(sleep=lambda seconds: time.sleep(seconds / 20))

# What Lambda itself answers with becomes `Lambda.<code>`; moto calls all of it `Exception`.
# https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html
from_error = state_task_lambda.StateTaskLambda._from_error


def named_after_its_code(self, env, ex):
    event = from_error(self, env, ex)
    if isinstance(ex, ClientError):
        error = f"Lambda.{ex.response['Error']['Code']}"
        event.error_name = CustomErrorName(error)
        event.event_details["lambdaFunctionFailedEventDetails"]["error"] = error
    return event


state_task_lambda.StateTaskLambda._from_error = named_after_its_code

# moto gives a task one token for all its attempts and spends it on the first: any further one times out at once.
eval_execution = callback.StateTaskServiceCallback._eval_execution


def with_a_token_of_its_own(self, env):
    if self._is_integration_pattern():
        env.callback_pool_manager.add(env.states.context_object.update_task_token())
    eval_execution(self, env)


callback.StateTaskServiceCallback._eval_execution = with_a_token_of_its_own

# Step Functions terminates the job of a task that ends before it: stopped, timed out, or part of a map that has failed.
# https://docs.aws.amazon.com/step-functions/latest/dg/connect-to-resource.html#connect-sync
eval_integration_pattern = callback.StateTaskServiceCallback._eval_integration_pattern


def terminating(self, env, resource_runtime_part, normalised_parameters, state_credentials):
    job = env.stack[-1]["JobId"]
    try:
        eval_integration_pattern(self, env, resource_runtime_part, normalised_parameters, state_credentials)
    finally:
        if not env.is_running():
            client = batch.boto_client_for(
                region=resource_runtime_part.region, service="batch", state_credentials=state_credentials
            )
            execution = env.states.context_object.context_object_data["Execution"]["Id"]
            reason = f"The Task state in AWS Step Functions execution [{execution}] which was managing this resource was aborted"
            client.terminate_job(jobId=job, reason=reason)


batch.StateTaskServiceBatch._eval_integration_pattern = terminating

# A distributed map fails when more items have failed than it tolerates, none by default; in moto it always succeeds.
# https://docs.aws.amazon.com/step-functions/latest/dg/maprun-fail-threshold.html
eval_job = distributed.DistributedItemProcessorWorker._eval_job


def within_tolerance(self, env, job):
    eval_job(self, env, job)
    record = self._map_run_record
    failed = record.execution_counter.failed.get()
    if isinstance(env.program_state(), ProgramError) and failed > record.tolerated_failure_count:
        name = StatesErrorName(typ=StatesErrorNameType.StatesExceedToleratedFailureThreshold)
        details = {"error": name.error_name, "cause": "The specified tolerated failure threshold was exceeded"}
        job.job_output = FailureEventException(
            FailureEvent(
                env=env,
                error_name=name,
                event_type=HistoryEventType.MapRunFailed,
                event_details=EventDetails(mapRunFailedEventDetails=details),
            )
        )


distributed.DistributedItemProcessorWorker._eval_job = within_tolerance

main()
