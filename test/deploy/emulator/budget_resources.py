"""AWS::Budgets::Budget for ministack's CloudFormation, which lacks it, on top of ministack's Budgets, which has it."""

from ministack.services import budgets
from ministack.services.cloudformation.provisioners import _physical_name
from ministack.core.responses import get_account_id

from api import budgets_model, parameters, succeeded


def named(properties, name, **more):
    return properties | {"Budget": properties["Budget"] | {"BudgetName": name}, "AccountId": get_account_id()} | more


def create(logical_id, properties, stack):
    name = _physical_name(stack, logical_id, max_len=100)
    succeeded(budgets._create_budget(parameters(budgets_model, "CreateBudget", named(properties, name))))
    return name, {}


def update(name, _old, properties, _stack):
    asked = {"AccountId": get_account_id(), "NewBudget": named(properties, name)["Budget"]}
    succeeded(budgets._update_budget(parameters(budgets_model, "UpdateBudget", asked)))
    return name, {}


def delete(name, _properties):
    succeeded(budgets._delete_budget({"BudgetName": name}))


HANDLERS = {"AWS::Budgets::Budget": {"create": create, "update": update, "delete": delete}}
