"""The forms of what the API answers, as its description (OpenAPI) and its documentation tell them."""
