import { describe, expect, it } from 'vitest';
import { groupLinks, readLinks } from './links.ts';

describe('pasted links', () => {
  it('are one when they differ only in who shared them', () => {
    const read = readLinks(
      'https://www.instagram.com/p/abc/?igsh=1\ninstagram.com/p/abc\nhttp://m.instagram.com/p/abc/?utm_source=x',
    );
    expect(read.links).toHaveLength(1);
    expect(read.repeated).toBe(2);
  });

  it('keep what tells two places apart', () => {
    const read = readLinks('https://youtube.com/watch?v=a https://youtube.com/watch?v=b');
    expect(read.links.map(({ url }) => url)).toEqual([
      'https://youtube.com/watch?v=a',
      'https://youtube.com/watch?v=b',
    ]);
  });

  it('name platform and account', () => {
    const [profile, post, other] = readLinks(
      'x.com/@some.one\nhttps://x.com/some.one/status/12\nhttp://localhost:4300/p/1',
    ).links;
    expect(profile).toMatchObject({ platform: 'X', account: 'some.one', kind: 'account' });
    expect(post).toMatchObject({ platform: 'X', account: 'some.one', kind: 'post' });
    expect(other).toEqual({ url: 'http://localhost:4300/p/1', kind: 'post', platform: 'localhost:4300' });
  });

  it('take account names in any script, and keep every line that is neither as she wrote it', () => {
    const written = [
      '@bad_one',
      '@سارہ',
      '@sara-k',
      'he said he would',
      'javascript:alert(1)',
      'a@b.example',
    ];
    const read = readLinks(written.join('\n'));
    expect(read.links.map(({ url, kind, account }) => [url, kind, account])).toEqual([
      ['@bad_one', 'account', 'bad_one'],
      ['@سارہ', 'account', 'سارہ'],
      ['@sara-k', 'account', 'sara-k'],
      ...written.slice(3).map((line) => [line, 'other', undefined]),
    ]);
    expect(read.asWritten).toBe(3);
    const long = Array.from({ length: 900 }, (_, i) => `ہاں${i}`).join(' ');
    expect(
      readLinks(long)
        .links.map(({ url }) => url)
        .join(''),
    ).toBe(long);
  });

  it.each([
    ['sara_khan on Instagram', 'Instagram', 'sara_khan'],
    ['Sara Khan on Facebook', 'Facebook', 'Sara Khan'],
    ['Instagram: sara.khan', 'Instagram', 'sara.khan'],
    ['@sara-k (TikTok)', 'TikTok', 'sara-k'],
    ['sara, snapchat', 'Snapchat', 'sara'],
    ['insta par sara_khan', 'Instagram', 'sara_khan'],
    ['سارہ خان فیس بک پر', 'Facebook', 'سارہ خان'],
    ['انسٹاگرام: sara_khan', 'Instagram', 'sara_khan'],
    ['ٹک ٹاک پر سارہ', 'TikTok', 'سارہ'],
    ['0300 1234567 on WhatsApp', 'WhatsApp', '03001234567'],
    ['posted on Instagram', 'Instagram', undefined],
    ['he put it on Facebook', 'Facebook', undefined],
  ])('read a name on a platform: %s', (line, platform, account) => {
    const read = readLinks(line);
    expect(read.links).toEqual([
      { url: line, kind: account ? 'account' : 'other', platform, ...(account ? { account } : {}) },
    ]);
    expect(read.asWritten).toBe(account ? 0 : 1);
  });

  it('keep the words beside a link as its name, and leave out the names of columns', () => {
    const read = readLinks('url,note\nhttps://example.org/x,the first one\nhttps://example.org/y');
    expect(read.links.map(({ url, note }) => [url, note])).toEqual([
      ['https://example.org/x', 'the first one'],
      ['https://example.org/y', undefined],
    ]);
    expect(read.asWritten).toBe(0);
  });

  it('are read by the hundred, freed of repeats and grouped, the largest group first', () => {
    const lines = Array.from({ length: 600 }, (_, i) => `https://tiktok.com/@leaker/video/${i % 500}`);
    const read = readLinks(`${lines.join('\n')}\nhttps://facebook.com/other/posts/1`);
    expect(read.links).toHaveLength(501);
    expect(read.repeated).toBe(100);
    const [first] = groupLinks(read.links);
    expect(first).toMatchObject({ platform: 'TikTok', account: 'leaker' });
    expect(first?.links).toHaveLength(500);
  });
});
