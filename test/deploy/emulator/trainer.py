"""The trainer as a process of this computer: in its container's environment, with the rights of its role."""

import os
import subprocess
from pathlib import Path
from tempfile import gettempdir

from ministack.core.lambda_runtime import execution_credentials
from ministack.core.tls import trust_gateway_cert

TRAINER = Path(__file__).parents[3] / "containers" / "trainer" / "main.ts"


# ministack gives out the credentials of a role to functions; for it a job is one.
def start_trainer(job):
    container = job["container"]
    as_function = job["jobArn"].replace(":batch:", ":lambda:").replace(":job/", ":function:")
    role = {"Role": container["jobRoleArn"], "FunctionArn": as_function, "FunctionName": job["jobName"]}
    environment = {
        "PATH": os.environ["PATH"],
        "XDG_CACHE_HOME": os.environ["XDG_CACHE_HOME"],
        "TF_CPP_MIN_LOG_LEVEL": "2",
        "TF_NUM_INTRAOP_THREADS": "1",
        "TF_NUM_INTEROP_THREADS": "1",
        **{pair["name"]: pair["value"] for pair in container["environment"]},
        "AWS_BATCH_JOB_ID": job["jobId"],
        "AWS_BATCH_JOB_ATTEMPT": "1",
        "AWS_ENDPOINT_URL": f"https://127.0.0.1:{os.environ['GATEWAY_PORT']}",
        # No machine of AWS's: it is charged as the dearest there is.
        "AWS_EC2_METADATA_SERVICE_ENDPOINT": "http://127.0.0.1:1",
        **execution_credentials(role),
    }
    trust_gateway_cert(environment)
    with open(Path(gettempdir(), f"{job['jobName']}.log"), "w") as log:
        return subprocess.Popen(["node", str(TRAINER)], env=environment, stdout=log, stderr=log)
