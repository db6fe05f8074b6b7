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

  it('take account names, and count lines that are neither', () => {
    const read = readLinks('@bad_one\nhe said he would\njavascript:alert(1)');
    expect(read.links).toEqual([{ url: '@bad_one', kind: 'account', account: 'bad_one' }]);
    expect(read.unread).toBe(2);
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
