"""ministack, with what it lacks for the stack of spotnas: see the other files of this folder."""

import batch_resources
import budget_resources
import gaps
import jobs
from ministack import app
from ministack.services.cloudformation.provisioners import _RESOURCE_HANDLERS

for handlers in (batch_resources.HANDLERS, budget_resources.HANDLERS):
    for kind in handlers:
        if kind in _RESOURCE_HANDLERS:
            raise RuntimeError(f"ministack has learnt {kind}: drop ours")
    _RESOURCE_HANDLERS.update(handlers)
jobs.install()
gaps.install()
# It would serve the port that nobody asked it to serve.
app._port_is_bindable = lambda *_: False
app.main()
