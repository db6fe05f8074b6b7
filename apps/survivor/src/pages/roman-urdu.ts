/** The safety page in Roman Urdu, for those who read Urdu in Latin letters. Not reviewed by a native speaker yet. */
export const ROMAN_URDU = {
  reviewer: null as { by: string; on: string } | null,
  link: 'Roman Urdu mein madad',
  draft: 'Yeh aazmaishi nuskha hai: is zabaan ko abhi kisi mahir ne nahin jaancha.',
  minor: '18 se kam umar ki tasveer ke liye madad (urdu mein)',
  title: 'Aap sahi jagah aaye hain',
  lead: 'Kisi ne zaati tasaveer phailai hain, ya phailane ki dhamki di hai. Madad mil sakti hai. Is mein aap ka koi qusoor nahin.',
  parts: [
    {
      heading: 'Abhi khatra hai?',
      lines: [
        'Police emergency: 15. Jaan ke khatre, ghar mein tashaddud, ya kisi ke is waqt dhamkane par.',
        'Ho sake to aisi jagah chale jayen jahan bharose ke log hon, aur phone saath rakhen.',
        'Agar apni jaan lene ke khayal aa rahe hain: aap akele nahin, aur yeh waqt guzar sakta hai. Abhi kisi ko phone karen, ya qareebi haspatal jayen.',
      ],
    },
    {
      heading: 'Jab koi dhamki de ya paise maange',
      lines: [
        'Paise na den. Dene se aksar mazeed maang aati hai.',
        'Paighamat na mitayen. Yahi aap ka saboot hain.',
        'Jawab dena band kar den.',
        'Phone number, account ke naam aur raqam maangne ki tafseel sambhal len.',
      ],
    },
    {
      heading: 'Saboot sambhalen',
      lines: [
        'Phone aur asal paighamat rakhen. Har post ka poora link likh len.',
        'Screenshot raasta dikhata hai; akela saboot nahin.',
        'Device sambhal kar rakhen: adalat mein screenshot akela kaafi nahin hota, asal phone aur asal paighamat dekhe jaate hain.',
      ],
    },
    {
      heading: 'Agar tasveer wala shakhs 18 se kam umar tha, ya yaqeen nahin',
      lines: [
        'Tasveer ya video na download karen, na save karen, na screenshot len, na kisi ko bhejen. Hamein bhi nahin.',
        'Sirf link, account ka naam, din aur waqt likh len.',
        'Aap kisi mushkil mein nahin paren ge, aur aap ne kuch ghalat nahin kiya. 18 se kam umar ke liye behtar madad maujood hai.',
      ],
    },
    {
      heading: 'Account kisi aur ke paas hai',
      lines: [
        'Pehle email mehfooz karen, phir password badlen: lamba, naya, kahin aur istemal na hua ho.',
        'Baqi tamam devices ko sign out karen, aur do marhalon wali tasdeeq lagayen.',
      ],
    },
    {
      heading: 'Is safhe par kya ho sakta hai',
      lines: [
        'Tasaveer phone se bahar nahin jaatin: sirf un ke nishan bante hain, aur woh bhi aap ki ijazat se diye jaate hain.',
        'Helpline websites ko aap ki taraf se likh sakti hai. Aap ka naam nahin aata.',
        'Hum yeh wada nahin kar sakte ke sab kuch hat jayega, ya kab hatega.',
        'Sawalon wala safha urdu aur angrezi mein hai. Kisi bharose wale se parhwa sakte hain.',
      ],
    },
  ],
} as const;
