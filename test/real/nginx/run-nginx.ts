import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

const BINARY = ['/usr/sbin/nginx', '/usr/bin/nginx'].find((file) => existsSync(file))

export const lacksNginx = BINARY === undefined

export interface Nginx {
  readonly port: number
  readonly accessLog: string
  stop(): Promise<void>
}

/** Starts Debian's nginx on loopback in front of an upstream's socket, with a log format of its own. */
export const runNginx = async (dir: string, upstream: string, logFormat: string): Promise<Nginx> => {
  if (BINARY === undefined) throw new Error('no nginx here')
  const port = await freePort()
  const accessLog = path.join(dir, 'access.log')
  mkdirSync(path.join(dir, 'temp'))
  writeFileSync(path.join(dir, 'nginx.conf'), configOf(dir, port, upstream, logFormat, accessLog))
  const child = spawn(BINARY, ['-p', dir, '-c', path.join(dir, 'nginx.conf'), '-e', path.join(dir, 'error.log')], {
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  await untilReady(port)
  return {
    port,
    accessLog,
    stop: async () => {
      child.kill('SIGTERM')
      await ended
    },
  }
}

const configOf = (dir: string, port: number, upstream: string, logFormat: string, accessLog: string): string => `
daemon off;
master_process off;
pid ${dir}/nginx.pid;
events { worker_connections 256; }
http {
  ${['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((name) => `${name}_temp_path ${dir}/temp/${name};`).join(' ')}
  log_format site ${logFormat};
  access_log ${accessLog} site;
  set_real_ip_from 127.0.0.1;
  real_ip_header X-Real-IP;
  upstream shop { server unix:${upstream}; keepalive 16; }
  server {
    listen 127.0.0.1:${port};
    keepalive_requests 100000;
    location = /ready { access_log off; return 204; }
    location / {
      proxy_pass http://shop;
      proxy_http_version 1.1;
      proxy_set_header Connection "";
      proxy_hide_header X-User;
    }
  }
}
`

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0))
    })
  })

const untilReady = async (port: number): Promise<void> => {
  for (let tries = 0; tries < 200; tries++) {
    const answered = await fetch(`http://127.0.0.1:${port}/ready`).catch(() => undefined)
    if (answered !== undefined) return
    await pause(50)
  }
  throw new Error('nginx did not start')
}
