// SPDX-License-Identifier: Apache-2.0
// Scenarios for node-zookeeper-client: `node scenarios.js NAME HOST:PORT` walks through one of them
// and prints what a user of that client sees, one line each. node_test.py compares the lines.
'use strict';

const zookeeper = require('node-zookeeper-client');

const PATIENCE_MS = 30000; // For one answer or event that takes a few milliseconds.
const {ACL, CreateMode, Id, Permission} = zookeeper;

const clients = [];

function say(...words) {
    console.log(words.join(' '));
}

// What `begin(resolve, reject)` comes to; fails when that takes too long.
function within(what, begin) {
    return new Promise((resolve, reject) => {
        const timer = setTimeout(() => reject(new Error(`waited for ${what}`)), PATIENCE_MS);
        const stop = then => value => {
            clearTimeout(timer);
            then(value);
        };
        begin(stop(resolve), stop(reject));
    });
}

function stateReached(client, state) {
    return within(state, resolve => client.once(state, resolve));
}

async function connect(address, options = {}) {
    const client = zookeeper.createClient(address, {sessionTimeout: 10000, ...options});
    clients.push(client);
    const connected = stateReached(client, 'connected');
    client.connect();
    await connected;
    return client;
}

// Ends the session, and waits until the server has ended it.
function close(client) {
    clients.splice(clients.indexOf(client), 1);
    const ended = stateReached(client, 'disconnected');
    client.close();
    return ended;
}

// What a call answers: its error's name, or its results as text.
function told(client, method, ...parameters) {
    return within(method, resolve => client[method](...parameters, (error, ...results) =>
        resolve(error ? error.getName() : results.map(shown).join(' '))));
}

function number(value) {
    return Buffer.isBuffer(value) ? value.readBigInt64BE() : value;
}

// A Stat without what differs between runs.
function shownStat(stat) {
    return `v${stat.version} c${stat.cversion} a${stat.aversion} length ${stat.dataLength}`
        + ` children ${stat.numChildren} ephemeral ${number(stat.ephemeralOwner) !== 0n}`
        + ` zxids ${number(stat.czxid)} ${number(stat.mzxid)} ${number(stat.pzxid)}`;
}

function shown(value) {
    if (Buffer.isBuffer(value))
        return value.length > 100 ? `${value.length} bytes` : JSON.stringify(value.toString());
    if (value && value.czxid)
        return shownStat(value);
    if (Array.isArray(value))
        return `[${value.map(shown).sort().join(', ')}]`;
    if (value && value.id && value.id.scheme)
        return `${value.id.scheme}:${value.id.id}:${value.permission}`;
    return String(value);
}

// Watchers that write down what they see; `wait` yields when `count` events came.
class Events {
    constructor() {
        this.lines = [];
        this.changed = () => {};
        this.watcher = event => {
            this.lines.push(`${event.getName()} ${event.getPath()}`);
            this.changed();
        };
    }

    wait(count) {
        return within(`${count} events`, resolve => {
            this.changed = () => this.lines.length >= count && resolve(this.lines);
            this.changed();
        });
    }
}

const scenarios = {
    async basics(address) {
        const client = await connect(address);
        const ask = async (...call) => say(call[0], call[1], await told(client, ...call));
        await ask('create', '/app', Buffer.from('one'));
        await ask('create', '/app', Buffer.from('one'));
        await ask('create', '/no/parent');
        await ask('getData', '/app');
        await ask('setData', '/app', Buffer.from('two'), 0);
        await ask('setData', '/app', Buffer.from('three'), 0);
        await ask('exists', '/app');
        await ask('exists', '/nothing');
        await ask('create', '/app/none', null);
        await ask('create', '/app/empty', Buffer.alloc(0));
        await ask('getData', '/app/none');
        await ask('getData', '/app/empty');
        await ask('getChildren', '/app');
        await ask('remove', '/app');
        await ask('remove', '/app/none', 3);
        await ask('remove', '/app/none', 0);
        await ask('remove', '/app/none');
        await ask('mkdirp', '/app/a/b/c');
        await ask('setData', '/app', Buffer.alloc(1000000, 'x'));
        await ask('getData', '/app');
        for (const path of ['/app/empty', '/app/a/b/c', '/app/a/b', '/app/a', '/app'])
            await ask('remove', path);
        await ask('getChildren', '/');
    },

    async modes(address) {
        const owner = await connect(address);
        const other = await connect(address);
        const events = new Events();
        await told(owner, 'create', '/m');
        for (const mode of ['PERSISTENT_SEQUENTIAL', 'EPHEMERAL_SEQUENTIAL', 'EPHEMERAL'])
            say(mode, await told(owner, 'create', '/m/n-', CreateMode[mode]));
        say('removed', await told(owner, 'remove', '/m/n-0000000000'));
        say('next', await told(owner, 'create', '/m/n-', CreateMode.PERSISTENT_SEQUENTIAL));
        say('below', await told(owner, 'create', '/m/n-/x'));
        say('stat', await told(other, 'exists', '/m/n-', events.watcher));
        say('list', await told(other, 'getChildren', '/m'));
        await close(owner);
        say('event', await events.wait(1));
        say('list', await told(other, 'getChildren', '/m'));
    },

    async watches(address) {
        const client = await connect(address);
        const other = await connect(address);
        const events = new Events();
        await told(client, 'create', '/w', Buffer.from('0'));
        await told(client, 'getData', '/w', events.watcher);
        await told(client, 'exists', '/w/c', events.watcher);
        await told(client, 'getChildren', '/w', events.watcher);
        await told(other, 'setData', '/w', Buffer.from('1'));
        await told(other, 'create', '/w/c');
        await told(other, 'remove', '/w/c');
        await told(other, 'setData', '/w', Buffer.from('2'));
        say('new state', await told(client, 'getData', '/w'));
        // The reply that shows the new state came after the events, each of them once.
        events.lines.forEach(line => say('event', line));
        await told(client, 'getData', '/w', events.watcher);
        await told(client, 'getChildren', '/w', events.watcher);
        await told(other, 'remove', '/w');
        (await events.wait(5)).slice(3).forEach(line => say('event', line));
    },

    async acls(address) {
        const owner = await connect(address);
        const other = await connect(address);
        const digest = 'acluser1:hHUVzmra9P/TbXlP/4jRhG9jZm8=';
        owner.addAuthInfo('digest', Buffer.from('acluser1:111111'));
        owner.addAuthInfo('digest', Buffer.from('acluser2:222222'));
        const mine = [new ACL(Permission.ALL, new Id('digest', digest))];
        const all = [new ACL(Permission.ALL, new Id('auth', ''))];
        say('create', await told(owner, 'create', '/acl', Buffer.from('secret'), mine));
        say('getACL', await told(owner, 'getACL', '/acl'));
        say('auth', await told(owner, 'create', '/auth', all), await told(owner, 'getACL', '/auth'));
        say('masked', await told(owner, 'setACL', '/auth', [...mine,
            new ACL(Permission.READ, new Id('world', 'anyone'))], 0),
        await told(other, 'getACL', '/auth'));
        say('bad version', await told(owner, 'setACL', '/acl', mine, 5));
        // Not exists: it needs READ here, as in 3.8.4, but not in 3.8.0.
        for (const [method, ...parameters] of [['getData'], ['setData', Buffer.from('x')],
            ['getACL'], ['setACL', mine], ['getChildren']])
            say(method, await told(other, method, '/acl', ...parameters));
        say('child', await told(other, 'create', '/acl/x'));
        say('auth of nobody', await told(other, 'create', '/bad', all));
        say('bad scheme', await told(other, 'create', '/bad',
            [new ACL(Permission.ALL, new Id('nothing', 'x'))]));
        say('by address', await told(other, 'create', '/ip',
            [new ACL(Permission.ALL, new Id('ip', '10.0.0.0/8'))]),
        await told(other, 'getData', '/ip'));
        other.addAuthInfo('digest', Buffer.from('super:admin'));
        say('super', await told(other, 'getData', '/acl'));
    },

    async multi(address) {
        const client = await connect(address);
        const commit = transaction => within('commit', resolve => transaction.commit(
            (error, results) => resolve(`${error ? error.getName() : 'done'} `
                + results.map(result => `${result.type}/${result.err || 0}/${result.path || ''}`
                    + (result.stat ? `/${shownStat(result.stat)}` : '')).join(', '))));
        say('good', await commit(client.transaction().create('/t', Buffer.from('1'))
            .create('/t/s-', CreateMode.PERSISTENT_SEQUENTIAL).setData('/t', Buffer.from('2'))
            .check('/t', 1).create('/t/gone').remove('/t/gone')));
        say('bad', await commit(client.transaction().create('/t/other').check('/t', 7)
            .remove('/t/s-0000000000')));
        say('missing', await commit(client.transaction().setData('/none', Buffer.from('x'))));
        say('list', await told(client, 'getChildren', '/t'));
        say('stat', await told(client, 'exists', '/t'));
        say('next', await told(client, 'create', '/after'), await told(client, 'exists', '/after'));
    },

    async chroot(address) {
        const plain = await connect(address);
        await told(plain, 'mkdirp', '/tenant/one');
        const client = await connect(`${address}/tenant/one`);
        const events = new Events();
        say('watch', await told(client, 'exists', '/a', events.watcher));
        say('create', await told(client, 'create', '/a'));
        say('event', await events.wait(1));
        say('list', await told(client, 'getChildren', '/'));
        say('outside', await told(plain, 'getChildren', '/tenant/one'));
    },

    async reconnects(address) {
        const client = await connect(address);
        const other = await connect(address);
        const events = new Events();
        const before = client.getSessionId();
        await told(client, 'create', '/r', Buffer.from('1'), CreateMode.EPHEMERAL);
        await told(client, 'getData', '/r', events.watcher);
        const lost = stateReached(client, 'disconnected');
        const back = stateReached(client, 'connected');
        client.connectionManager.socket.destroy(); // What a broken network looks like to it.
        await lost;
        say('meanwhile', await told(other, 'setData', '/r', Buffer.from('2')));
        await back;
        say('same session', before.equals(client.getSessionId()));
        say('missed event', await events.wait(1));
        say('still there', await told(client, 'getData', '/r'));
    },

    async expires(address) {
        const client = await connect(address);
        const options = {sessionId: client.getSessionId(),
            sessionPassword: client.getSessionPassword()};
        say('negotiated', client.getSessionTimeout());
        await close(client);
        const late = zookeeper.createClient(address, options);
        const expired = stateReached(late, 'expired');
        late.connect();
        await expired;
        say('expired');
    },
};

async function main(name, address) {
    if (!Object.hasOwn(scenarios, name) || !address)
        throw new Error(`usage: scenarios.js ${Object.keys(scenarios).join('|')} HOST:PORT`);
    await scenarios[name](address);
    await Promise.all([...clients].map(close));
}

main(...process.argv.slice(2)).then(() => process.exit(0), problem => {
    console.error(problem);
    process.exit(1);
});
