// Asks the reference libraries about requests: JSON objects in, one a line; verdicts out.
import { readFileSync } from "node:fs";
import { Webhook as StandardWebhooks } from "standardwebhooks";
import { Webhook as Svix } from "svix";

const ask = (Library, { secret, body, headers }) => {
  try {
    new Library(secret).verify(body, headers);
    return "verifies";
  } catch (refusal) {
    return "refuses";
  }
};
for (const line of readFileSync(0, "utf8").trim().split("\n")) {
  const request = JSON.parse(line);
  // They refuse what is more than five minutes old.
  Date.now = () => Date.parse(request.at);
  console.log(`${request.what}: standardwebhooks ${ask(StandardWebhooks, request)}, svix ${ask(Svix, request)}`);
}
