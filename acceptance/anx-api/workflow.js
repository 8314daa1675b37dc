// The vendor's own client works with the sandbox as with the platform: node workflow.js URL USERNAME PASSWORD
import assert from 'node:assert/strict';
import anx from 'anx-api';

const [url, username, password] = process.argv.slice(2);
const MANY = 250;

let rateLimited = 0;
const api = new anx.AnxApi({
	target: url,
	environment: 'node',
	rateLimitRead: 100000, // else it would hold itself back, and never meet a limit of the backend
	rateLimitWrite: 100000,
	onRateLimitExceeded: () => rateLimited++,
});

const segmentOf = (answer) => {
	assert.equal(answer.body.response.status, 'OK', JSON.stringify(answer.body));
	return answer.body.response.segment;
};

await assert.rejects(api.login(username, 'wrong'), { id: 'UNAUTH' });
const token = await api.login(username, password);
assert.ok(token);

const cart = segmentOf(await api.post('/segment', { segment: { short_name: 'cart', code: 'cart' } }));
assert.equal(typeof cart.id, 'number');
assert.equal(segmentOf(await api.get(`/segment?id=${cart.id}`)).short_name, 'cart');
assert.equal(segmentOf(await api.get('/segment', { params: { code: 'CART' } })).id, cart.id);

const renamed = await api.put(`/segment?id=${cart.id}`, { segment: { short_name: 'basket', expire_minutes: 30 } });
assert.equal(segmentOf(renamed).short_name, 'basket');
assert.equal(renamed.body.response.id, String(cart.id));
assert.equal(segmentOf(renamed).expire_minutes, 30);
assert.equal(segmentOf(await api.get(`/segment?id=${cart.id}`)).code, 'cart');

const names = Array.from({ length: MANY }, (_, number) => `many ${number}`);
const created = [];
for (const name of names) {
	created.push(segmentOf(await api.post('/segment', { segment: { short_name: name } })).id);
}
assert.equal(new Set(created).size, MANY);
assert.ok(rateLimited > 0, 'no limit was met');

const page = await api.get({ uri: '/segment', params: { search: 'many' }, numElements: 500 });
assert.equal(page.body.response.segments.length, 100);
assert.equal(page.body.response.count, MANY);
const all = await api.getAll({ uri: '/segment', params: { search: 'many', sort: 'id.asc' } });
assert.deepEqual(all.body.response.segments.map((segment) => segment.id), created);
assert.deepEqual(all.body.response.segments.map((segment) => segment.short_name), names);

const several = created.slice(0, 3);
const changed = await api.put('/segment', { segments: several.map((id) => ({ id, state: 'inactive' })) });
assert.deepEqual(Object.keys(changed.body.response.segments), several.map(String));
const inactive = await api.getAll({ uri: '/segment', params: { state: 'inactive' } });
assert.deepEqual(inactive.body.response.segments.map((segment) => segment.id), several);

assert.equal((await api.delete(`/segment?id=${cart.id}`)).body.response.status, 'OK');
const gone = await api.get(`/segment?id=${cart.id}`);
assert.equal(gone.statusCode, 200);
assert.equal(gone.body.response.error_code, 'NOTFOUND_SEGMENT');

console.log(`${MANY} segments, ${rateLimited} times over the limit`);
