// A certified OpenID Connect provider, for one test: `node oidc.mjs CLIENT SECRET CALLBACK`. Takes a free port, says its issuer on
// the first line, and stops when its input ends. Whoever types a name at the login is that person.
import { createServer } from 'node:http';
import Provider, { interactionPolicy } from 'oidc-provider';

const [client, secret, callback] = process.argv.slice(2);

// The login asks who somebody is anyway; the prompt need only be known.
const policy = interactionPolicy.base();
const account = new interactionPolicy.Prompt({ name: 'select_account', requestable: true });
account.checks.clear();
policy.add(account);

const server = createServer();
server.listen(0, '127.0.0.1', () => {
  const issuer = `http://127.0.0.1:${server.address().port}`;
  const provider = new Provider(issuer, {
    clients: [{ client_id: client, client_secret: secret, redirect_uris: [callback] }],
    pkce: { required: () => true, methods: ['S256'] },
    interactions: { policy },
    cookies: { keys: ['of this test alone'] },
    findAccount: (_, id) => ({ accountId: id, claims: () => ({ sub: id }) }),
  });
  server.on('request', provider.callback());
  console.log(issuer);
});
process.stdin.resume().on('end', () => process.exit(0));
